using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>UUIDs of version 5, from the namespace that the platform uses.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Of(string name)
    {
        // The version is defined over SHA-1; nothing here is secret.
#pragma warning disable CA5350
        var hash = SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
