using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosUserStoreTests(Emulators emulators) : UserStoreContract(emulators.Get<IUserStore>());

public sealed class InMemoryUserStoreTests() : UserStoreContract(new InMemoryStores().Users);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class UserStoreContract(IUserStore store)
{
    private readonly string _name = Ids.Random(8);

    [Fact]
    public async Task A_person_is_found_by_the_address_in_whatever_case_and_read_back_whole()
    {
        var user = Person("ada") with
        {
            WorkspaceIds = ["ws_a"],
            SessionIds = ["ses_a"],
            KnownAddresses = ["x"],
            Stamp = "s",
            PendingSecondFactor = "p",
            SecondFactor = new SecondFactor { SealedSecret = "v1.k.x", LastStep = 5, RecoveryHashes = ["h"] },
        };
        (await store.TryCreateAsync(user, default)).ShouldBeTrue();

        (await store.FindAsync(user.Email.ToUpperInvariant(), default))!.Value.ShouldBeWhole(user);
        (await store.ReadAsync(user.Id, default))!.Value.ShouldBeWhole(user);
        (await store.FindAsync($"nobody-{_name}@example.com", default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_address_is_one_accounts_alone()
    {
        var (ada, eve) = (Person("ada"), Person("ADA"));
        (await store.TryCreateAsync(ada, default)).ShouldBeTrue();
        (await store.TryCreateAsync(ada, default)).ShouldBeFalse();
        (await store.TryCreateAsync(eve, default)).ShouldBeFalse();
        (await store.ReadAsync(eve.Id, default)).ShouldBeNull();

        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.TryCreateAsync(Person("bob"), default)));
        both.Count(made => made).ShouldBe(1);
        (await store.FindAsync(Person("bob").Email, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var user = Person("ada");
        await store.TryCreateAsync(user, default);
        var read = (await store.ReadAsync(user.Id, default))!;

        (await store.TryReplaceAsync(user with { Name = "One" }, read.ETag, default)).ShouldBeTrue();
        (await store.TryReplaceAsync(user with { Name = "Two" }, read.ETag, default)).ShouldBeFalse();
        (await store.TryMoveAsync(user with { Email = $"two-{_name}@example.com" }, user.Email, read.ETag, default)).ShouldBe(Moved.Overtaken);
        (await store.TryDeleteAsync(user, read.ETag, default)).ShouldBeFalse();
        (await store.FindAsync(user.Email, default))!.Value.Name.ShouldBe("One");
    }

    [Fact]
    public async Task An_account_that_moves_leaves_its_old_address_to_others_and_takes_nobodys()
    {
        var (ada, bob) = (Person("ada"), Person("bob"));
        await store.TryCreateAsync(ada, default);
        await store.TryCreateAsync(bob, default);
        var read = (await store.ReadAsync(ada.Id, default))!;

        (await store.TryMoveAsync(ada with { Email = bob.Email }, ada.Email, read.ETag, default)).ShouldBe(Moved.Taken);
        (await store.FindAsync(ada.Email, default))!.Value.Id.ShouldBe(ada.Id);
        (await store.TryMoveAsync(ada with { Email = Person("countess").Email }, ada.Email, read.ETag, default)).ShouldBe(Moved.Done);

        (await store.FindAsync(Person("countess").Email, default))!.Value.Id.ShouldBe(ada.Id);
        (await store.FindAsync(ada.Email, default)).ShouldBeNull();
        (await store.TryCreateAsync(Person("ada"), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_the_case_of_an_address_may_change()
    {
        var ada = Person("ada");
        await store.TryCreateAsync(ada, default);
        var read = (await store.ReadAsync(ada.Id, default))!;

        (await store.TryMoveAsync(ada with { Email = ada.Email.ToUpperInvariant() }, ada.Email, read.ETag, default)).ShouldBe(Moved.Done);

        (await store.FindAsync(ada.Email, default))!.Value.Email.ShouldBe(ada.Email.ToUpperInvariant());
    }

    [Fact]
    public async Task An_account_that_is_gone_leaves_its_address_to_others()
    {
        var ada = Person("ada");
        await store.TryCreateAsync(ada, default);

        (await store.TryDeleteAsync(ada, (await store.ReadAsync(ada.Id, default))!.ETag, default)).ShouldBeTrue();

        (await store.FindAsync(ada.Email, default)).ShouldBeNull();
        (await store.ReadAsync(ada.Id, default)).ShouldBeNull();
        (await store.TryCreateAsync(Person("ada"), default)).ShouldBeTrue();
    }

    private User Person(string name) =>
        new() { Id = Ids.New(Ids.User), Email = $"{name}-{_name}@example.com", Name = name, PasswordHash = "hash", CreatedAt = Examples.Noon };
}
