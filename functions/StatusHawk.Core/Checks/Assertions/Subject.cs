namespace StatusHawk.Core.Checks.Assertions;

/// <summary>What a condition is about.</summary>
public enum SubjectKind
{
    /// <summary><c>[STATUS]</c>: the final answer's status.</summary>
    Status,

    /// <summary><c>[RESPONSE_TIME]</c>: all phases together.</summary>
    ResponseTime,

    /// <summary><c>[CERTIFICATE_EXPIRATION]</c>: time left until the certificate expires.</summary>
    CertificateExpiration,

    /// <summary><c>[IP]</c>: the address connected to.</summary>
    Ip,

    /// <summary><c>[HEADER].name</c>: a header of the answer; several of that name are joined by commas.</summary>
    Header,

    /// <summary><c>has([HEADER].name)</c>.</summary>
    HeaderExists,

    /// <summary><c>[BODY]</c>: the body as text.</summary>
    Body,

    /// <summary><c>[BODY_SIZE]</c>: the body's bytes.</summary>
    BodySize,

    /// <summary><c>[BODY].path</c>: what a JSONPath finds in the body.</summary>
    Json,

    /// <summary><c>len([BODY].path)</c>: of an array its items, of an object its members, of a text its characters.</summary>
    JsonLength,

    /// <summary><c>has([BODY].path)</c>.</summary>
    JsonExists,

    /// <summary><c>[DNS_RCODE]</c>: the name server's response code.</summary>
    DnsRcode,

    /// <summary><c>[DNS_ANSWERS]</c>: the records, as text.</summary>
    DnsAnswers,

    /// <summary><c>len([DNS_ANSWERS])</c>.</summary>
    DnsAnswersLength,
}

/// <summary>What a condition is about: a kind, and for some of them a header's name or a path that begins with <c>$</c>.</summary>
public sealed record Subject(SubjectKind Kind, string Argument = "")
{
    /// <summary>Whether the body must be read for it.</summary>
    public bool IsOfBody => Kind is >= SubjectKind.Body and <= SubjectKind.JsonExists;

    /// <summary>The text form, <c>[BODY].items[0].id</c>.</summary>
    public override string ToString() => Kind switch
    {
        SubjectKind.Status => "[STATUS]",
        SubjectKind.ResponseTime => "[RESPONSE_TIME]",
        SubjectKind.CertificateExpiration => "[CERTIFICATE_EXPIRATION]",
        SubjectKind.Ip => "[IP]",
        SubjectKind.Header => $"[HEADER].{Argument}",
        SubjectKind.HeaderExists => $"has([HEADER].{Argument})",
        SubjectKind.Body => "[BODY]",
        SubjectKind.BodySize => "[BODY_SIZE]",
        SubjectKind.Json => Path,
        SubjectKind.JsonLength => $"len({Path})",
        SubjectKind.JsonExists => $"has({Path})",
        SubjectKind.DnsRcode => "[DNS_RCODE]",
        SubjectKind.DnsAnswers => "[DNS_ANSWERS]",
        _ => "len([DNS_ANSWERS])",
    };

    private string Path => $"[BODY]{Argument.AsSpan(1)}";
}
