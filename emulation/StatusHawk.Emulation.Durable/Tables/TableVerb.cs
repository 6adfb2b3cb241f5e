namespace StatusHawk.Emulation.Durable.Tables;

internal enum TableVerb
{
    Insert,
    Replace,
    Merge,
    Delete,
}
