using StatusHawk.Core;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests;

public sealed class CosmosKeyClaimsTests(Emulators emulators) : KeyClaimsContract(emulators.Get<IKeyClaims>());

public sealed class InMemoryKeyClaimsTests() : KeyClaimsContract(new InMemoryStores().Claims);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class KeyClaimsContract(IKeyClaims claims)
{
    private readonly KeyClaim _claim = new()
    {
        WorkspaceId = Ids.New(Ids.Workspace),
        Kind = KeyedKind.Monitor,
        Key = "shop.eu_1-a",
        Holder = Ids.New(Ids.Monitor),
        ClaimedAt = Examples.Noon,
    };

    [Fact]
    public async Task A_claim_is_read_back_whole_by_its_workspace_kind_and_key_alone()
    {
        (await claims.TryWriteAsync(_claim, null, default)).ShouldBeTrue();

        (await ReadAsync())!.Value.ShouldBeWhole(_claim);
        (await claims.ReadAsync(Ids.New(Ids.Workspace), KeyedKind.Monitor, _claim.Key, default)).ShouldBeNull();
        (await claims.ReadAsync(_claim.WorkspaceId, KeyedKind.Channel, _claim.Key, default)).ShouldBeNull();
        (await claims.ReadAsync(_claim.WorkspaceId, KeyedKind.Monitor, "shop", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_gets_it()
    {
        var claimed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => claims.TryWriteAsync(_claim with { Holder = Ids.New(Ids.Monitor) }, null, default))));

        claimed.Count(each => each).ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_is_taken_over_or_released_by_whoever_read_it_last_and_by_nobody_else()
    {
        await claims.TryWriteAsync(_claim, null, default);
        var before = (await ReadAsync())!;
        var later = _claim with { Holder = Ids.New(Ids.Monitor) };
        (await claims.TryWriteAsync(later, before.ETag, default)).ShouldBeTrue();

        (await claims.TryWriteAsync(_claim, before.ETag, default)).ShouldBeFalse();
        await claims.ReleaseAsync(_claim, before.ETag, default);
        (await ReadAsync())!.Value.ShouldBeWhole(later);

        var now = (await ReadAsync())!;
        for (var time = 0; time < 2; time++) await claims.ReleaseAsync(now.Value, now.ETag, default);
        (await ReadAsync()).ShouldBeNull();
        (await claims.TryWriteAsync(_claim, now.ETag, default)).ShouldBeFalse();
    }

    private Task<Stored<KeyClaim>?> ReadAsync() => claims.ReadAsync(_claim.WorkspaceId, _claim.Kind, _claim.Key, default);
}
