namespace Azure.Data.Tables.Wire;

/// <summary>The answer where there is no such entity.</summary>
internal sealed class Absent<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("There is no such entity.");

    public override Response GetRawResponse() => response;
}
