namespace StatusHawk.Local.Ports;

/// <summary>Which part listens where: fixed distances from one base, so that a person who moves the base still finds everything.</summary>
public sealed record StackPorts(int Base, IReadOnlyList<string> Regions)
{
    /// <summary>The base of <c>./hawk up</c> when HAWK_PORT_BASE is not set.</summary>
    public const int DefaultBase = 7100;

    /// <summary>How many ports from the base belong to a stack.</summary>
    public const int Span = 50;

    /// <summary>More would reach into the demo target's port.</summary>
    public const int MaxRegions = 10;

    public int Api => Base;
    public int Pipeline => Base + 1;
    public int Target => Base + 20;
    public int Mail => Base + 21;
    public int Blob => Base + 30;
    public int Queue => Base + 31;
    public int Table => Base + 32;
    public int Cosmos => Base + 40;

    public int Probe(string region)
    {
        for (var i = 0; i < Regions.Count; i++)
        {
            if (Regions[i] == region) return Base + 10 + i;
        }

        throw new ArgumentException($"'{region}' is none of the stack's regions.", nameof(region));
    }

    /// <summary>Every port, and who wants it.</summary>
    public IEnumerable<(string Part, int Port)> All() =>
    [
        ("api", Api), ("pipeline", Pipeline), .. Regions.Select(r => ("probe-" + r, Probe(r))), ("the demo target", Target), ("the mail catcher", Mail),
        ("azurite (blobs)", Blob), ("azurite (queues)", Queue), ("azurite (tables)", Table), ("cosmos", Cosmos),
    ];
}
