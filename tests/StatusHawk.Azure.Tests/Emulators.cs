using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Local.Stack;

[assembly: AssemblyFixture(typeof(StatusHawk.Azure.Tests.Emulators))]

namespace StatusHawk.Azure.Tests;

/// <summary>Azurite and the Cosmos emulator, on free ports and with data of their own, for all tests of this project.</summary>
public sealed class Emulators : IAsyncLifetime
{
    private LocalStack? _stack;
    private ServiceProvider? _services;

    public LocalStack Stack => _stack!;

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        _stack = await LocalStack.StartAsync(new StackOptions { Parts = StackParts.Emulators, Regions = ["eu", "us"] });
        _services = new ServiceCollection().AddStatusHawkStores(_stack.Configuration()).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_stack is not null) await _stack.DisposeAsync();
    }
}
