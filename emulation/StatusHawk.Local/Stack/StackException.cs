namespace StatusHawk.Local.Stack;

/// <summary>The stack cannot start or go on, for a reason that the person can mend. The message is for that person, and is the whole story.</summary>
public sealed class StackException(string message, Exception? inner = null) : Exception(message, inner);
