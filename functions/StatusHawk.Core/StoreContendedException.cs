namespace StatusHawk.Core;

/// <summary>A document kept being written by others between reading and writing it. Trying the whole piece of work again is right.</summary>
public sealed class StoreContendedException(string message) : Exception(message);
