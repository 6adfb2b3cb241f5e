namespace StatusHawk.Bench.Cost;

/// <summary>What <c>./hawk bench pipeline</c> counted at 60 s, from which a bill follows. It prints these as its last lines.</summary>
public sealed record Counted
{
    /// <summary>Monitors of the run, in full shards; each is checked from three regions.</summary>
    public required int Monitors { get; init; }

    /// <summary>Bytes of one full round in a message to a region.</summary>
    public required double BytesOfRoundSent { get; init; }

    /// <summary>Bytes of one observation in a message back.</summary>
    public required double BytesOfObservationReturned { get; init; }

    /// <summary>Messages back for each message to a region.</summary>
    public required double AnswersPerMessage { get; init; }

    /// <summary>Operations on a queue for each message: put, get (one may bring several), delete.</summary>
    public required double OperationsPerMessage { get; init; }

    /// <summary>Times a second that Pipeline, and that one Probe, asks a queue in vain.</summary>
    public required double PipelinePollsPerSecond { get; init; }
    public required double ProbePollsPerSecond { get; init; }

    /// <summary>Bytes of a stored round without its observations, and of each of these.</summary>
    public required double BytesOfRoundStored { get; init; }
    public required double BytesOfObservationStored { get; init; }

    /// <summary>Request units a minute for all but the rounds: cursor, heartbeat, change feeds. They do not grow with the monitors.</summary>
    public required double OtherRequestUnitsPerMinute { get; init; }

    /// <summary>Seconds that one Probe is active for the rounds of one slot: the message comes 2 s ahead.</summary>
    public required double ProbeSecondsPerSlot { get; init; }

    /// <summary>Seconds that Pipeline is active for one message back.</summary>
    public required double PipelineSecondsPerAnswer { get; init; }

    /// <summary>CPU milliseconds of Pipeline for each check.</summary>
    public required double PipelineCpuPerCheck { get; init; }

    /// <summary>The run that <c>docs/performance.md</c> was made from: 2026-11-21, 4 cores of an Intel Xeon shared with others.</summary>
    public static Counted Last { get; } = new()
    {
        Monitors = 1000,
        BytesOfRoundSent = 6742.6167,
        BytesOfObservationReturned = 39.773,
        AnswersPerMessage = 1,
        OperationsPerMessage = 2.6491,
        PipelinePollsPerSecond = 5.6,
        ProbePollsPerSecond = 2.3778,
        BytesOfRoundStored = 396.2333,
        BytesOfObservationStored = 35.0037,
        OtherRequestUnitsPerMinute = 120.5,
        ProbeSecondsPerSlot = 2.5144,
        PipelineSecondsPerAnswer = 0.0025,
        PipelineCpuPerCheck = 0.0515,
    };

    /// <summary>Bytes of a stored round with so many observations.</summary>
    public double BytesOfDocument(double observations) => BytesOfRoundStored + (observations * BytesOfObservationStored);
}
