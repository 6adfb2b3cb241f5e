namespace StatusHawk.Local.Up;

/// <summary>Lines for the person. A terminal that was closed must not keep the stack from ending in order.</summary>
internal sealed class Terminal
{
    private readonly Lock _gate = new();

    public bool IsGone { get; set; }

    public void Say(string text) => Write(Console.Out, text);

    public void Fail(string text) => Write(Console.Error, text);

    private void Write(TextWriter writer, string text)
    {
        lock (_gate)
        {
            if (IsGone) return;
            try
            {
                writer.WriteLine(text);
            }
            catch (IOException)
            {
                IsGone = true;
            }
        }
    }
}
