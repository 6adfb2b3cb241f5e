using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Alerting;

public sealed class CosmosChannelStoreTests(Emulators emulators) : ChannelStoreContract(emulators.Get<IChannelStore>());

public sealed class InMemoryChannelStoreTests() : ChannelStoreContract(new InMemoryStores().Channels);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class ChannelStoreContract(IChannelStore store)
{
    [Fact]
    public async Task Channels_are_read_back_whole_and_listed_oldest_first_in_their_own_workspace()
    {
        var newer = Examples.Channel();
        var older = Examples.Channel(newer.WorkspaceId, minutesOld: 2) with { Kind = ChannelKind.Email, Webhook = null, Email = new EmailSettings { To = ["a@example.com", "b@example.com"] } };
        await store.CreateAsync(newer, default);
        await store.CreateAsync(older, default);

        (await store.ReadAsync(newer.WorkspaceId, newer.Id, default))!.Value.ShouldBeWhole(newer);
        (await store.ReadAsync(older.WorkspaceId, older.Id, default))!.Value.ShouldBeWhole(older);
        (await store.ListAsync(newer.WorkspaceId, default)).Select(channel => channel.Id).ShouldBe([older.Id, newer.Id]);
        (await store.ReadAsync(Ids.New(Ids.Workspace), newer.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var channel = Examples.Channel();
        await store.CreateAsync(channel, default);
        var read = (await store.ReadAsync(channel.WorkspaceId, channel.Id, default))!;

        (await store.TryReplaceAsync(channel with { Name = "First" }, read.ETag, default)).ShouldBeTrue();
        (await store.TryReplaceAsync(channel with { Name = "Second" }, read.ETag, default)).ShouldBeFalse();
        (await store.TryDeleteAsync(channel, read.ETag, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_channel_reads_as_absent_and_does_not_come_back()
    {
        var channel = Examples.Channel();
        await store.CreateAsync(channel, default);
        var read = (await store.ReadAsync(channel.WorkspaceId, channel.Id, default))!;

        (await store.TryDeleteAsync(channel, read.ETag, default)).ShouldBeTrue();
        await store.CreateAsync(channel, default);

        (await store.ReadAsync(channel.WorkspaceId, channel.Id, default)).ShouldBeNull();
        (await store.ListAsync(channel.WorkspaceId, default)).ShouldBeEmpty();
    }
}
