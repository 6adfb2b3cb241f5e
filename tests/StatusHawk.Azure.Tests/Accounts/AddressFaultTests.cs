using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Tests.Accounts;

/// <summary>Whoever dies between an account and its address. Faults strike whoever uses the container, so these tests run while no other does.</summary>
[Collection(nameof(CosmosFaultTests))]
public sealed class AddressFaultTests(Emulators emulators)
{
    private readonly string _name = Ids.Random(8);
    private readonly IUserStore _store = emulators.Get<IUserStore>();

    [Theory]
    [InlineData("before", "old")]
    [InlineData("after", "new")]
    public async Task An_account_that_was_about_to_move_is_found_at_one_address_and_goes_on(string drop, string found)
    {
        var user = Person("old");
        await _store.TryCreateAsync(user, default);
        var moved = user with { Email = Address("new") };
        var etag = (await _store.ReadAsync(user.Id, default))!.ETag;
        await using (await CosmosFaults.SetAsync(emulators.Stack, new { operation = "replace", drop, count = 1 }))
            (await Record.ExceptionAsync(() => _store.TryMoveAsync(moved, user.Email, etag, default))).ShouldBeOfType<StoreUnavailableException>();

        foreach (var name in new[] { "old", "new" })
        {
            (await _store.FindAsync(Address(name), default))?.Value.Id.ShouldBe(user.Id);
            (await _store.FindAsync(Address(name), default) is not null).ShouldBe(name == found);
        }

        (await _store.TryCreateAsync(Person("new"), default)).ShouldBeFalse();
        (await _store.TryMoveAsync(moved, user.Email, (await _store.ReadAsync(user.Id, default))!.ETag, default)).ShouldBe(Moved.Done);
        (await _store.FindAsync(Address("new"), default))!.Value.Id.ShouldBe(user.Id);
        (await _store.TryCreateAsync(Person("old"), default)).ShouldBeTrue();
    }

    private string Address(string name) => $"{name}-{_name}@example.com";

    private User Person(string name) => new() { Id = Ids.New(Ids.User), Email = Address(name), Name = name, PasswordHash = "hash", CreatedAt = Examples.Noon };
}
