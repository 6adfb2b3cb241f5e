using System.Text;

namespace StatusHawk.Core.Checks.Planning;

/// <summary>When in its interval a shard is due: spread by its id, so that shards do not all fall on the same second.</summary>
public static class Phase
{
    /// <summary>Phases are multiples of this, so that shards of one interval meet and share messages.</summary>
    public const int StepSeconds = 5;

    /// <summary>A multiple of <see cref="StepSeconds"/> below the interval, the same for ever for the same shard.</summary>
    public static int Of(string shard, int intervalSeconds)
    {
        var steps = (intervalSeconds + StepSeconds - 1) / StepSeconds;
        return (int)(Fnv1A(shard) % (ulong)steps) * StepSeconds;
    }

    /// <summary>FNV-1a, 64 bits: any even hash would do, but it must never change. http://www.isthe.com/chongo/tech/comp/fnv/</summary>
    private static ulong Fnv1A(string text)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text)) hash = (hash ^ b) * 1_099_511_628_211UL;
        return hash;
    }
}
