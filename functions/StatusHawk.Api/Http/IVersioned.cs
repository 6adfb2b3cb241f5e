namespace StatusHawk.Api.Http;

/// <summary>A view of something that can be changed; the answer that shows it says its version as the ETag.</summary>
public interface IVersioned
{
    /// <summary>Of what can be changed, not of all that is shown beside it; null: none is told.</summary>
    string? Version();
}
