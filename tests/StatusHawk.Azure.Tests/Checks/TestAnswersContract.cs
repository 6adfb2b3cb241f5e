using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Checks;

public sealed class CosmosTestAnswersTests(Emulators emulators) : TestAnswersContract(emulators.Get<ITestAnswers>());

public sealed class InMemoryTestAnswersTests() : TestAnswersContract(new InMemoryStores().TestAnswers);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class TestAnswersContract(ITestAnswers answers)
{
    private readonly string _workspace = Ids.New(Ids.Workspace);
    private readonly string _test = Ids.New(Ids.Test);

    [Fact]
    public async Task An_answer_is_read_back_whole_by_its_own_workspace_only()
    {
        var answer = Answer("eu", Outcome.Down);
        await answers.StoreAsync(answer, default);

        var read = (await answers.ReadAsync(_workspace, _test, "eu", default))!;

        read.Report.Assertions.ShouldBe(answer.Report.Assertions);
        (read with { Report = answer.Report }).ShouldBe(answer);
        (read.Report with { Assertions = answer.Report.Assertions }).ShouldBe(answer.Report);
        (await answers.ReadAsync(_workspace, _test, "us", default)).ShouldBeNull();
        (await answers.ReadAsync(_workspace, Ids.New(Ids.Test), "eu", default)).ShouldBeNull();
        (await answers.ReadAsync(Ids.New(Ids.Workspace), _test, "eu", default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_first_answer_of_a_region_stays()
    {
        await answers.StoreAsync(Answer("eu", Outcome.Up), default);
        await answers.StoreAsync(Answer("eu", Outcome.Down), default);

        (await answers.ReadAsync(_workspace, _test, "eu", default))!.Report.Outcome.ShouldBe(Outcome.Up);
    }

    private TestAnswer Answer(string region, Outcome outcome) => new()
    {
        TestId = _test,
        WorkspaceId = _workspace,
        Region = region,
        Report = new(
            outcome, new(1, 2, 3, 4, 5), new() { Error = ErrorClass.Status, Message = "It is broken.", StatusCode = 500, Address = "192.0.2.1" },
            new() { StatusCode = 500, TlsVersion = "1.3" }, [new("[STATUS] == 200", false, "It does not hold."), new("[BODY] contains ok", true, "It holds.")]),
    };
}
