namespace StatusHawk.Emulation.Functions.Http;

/// <summary>Whether the app asked for HTTP by the types of ASP.NET Core.</summary>
internal sealed record HttpSupport(bool IsConfigured);
