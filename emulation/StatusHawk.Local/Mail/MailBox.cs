using System.Text.Json;

namespace StatusHawk.Local.Mail;

/// <summary>The newest mails, kept on disk as lines of JSON, so that an operation id is honoured after a restart, too.</summary>
internal sealed class MailBox
{
    /// <summary>Mails kept; older ones go.</summary>
    public const int Capacity = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock _gate = new();
    private readonly List<CaughtMail> _mails;
    private readonly string _path;

    public MailBox(string path)
    {
        _path = path;
        _mails = File.Exists(path) ? [.. File.ReadLines(path).Select(Read).OfType<CaughtMail>().TakeLast(Capacity)] : [];
        Write();
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CaughtMail> All
    {
        get
        {
            lock (_gate) return [.. _mails];
        }
    }

    public CaughtMail? Find(string id)
    {
        lock (_gate) return _mails.Find(mail => mail.Id == id);
    }

    /// <summary>Takes a mail; one whose id is there already only counts as a repeat.</summary>
    public void Take(CaughtMail mail)
    {
        lock (_gate)
        {
            var at = _mails.FindIndex(there => there.Id == mail.Id);
            if (at >= 0)
            {
                _mails[at] = _mails[at] with { Repeats = _mails[at].Repeats + 1 };
                Write();
                return;
            }

            _mails.Add(mail);
            if (_mails.Count > Capacity)
            {
                _mails.RemoveAt(0);
                Write();
            }
            else
            {
                File.AppendAllText(_path, JsonSerializer.Serialize(mail, Json) + "\n");
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _mails.Clear();
            Write();
        }
    }

    // A whole new file in the place of the old: a crash leaves either.
    private void Write()
    {
        File.WriteAllLines(_path + ".new", _mails.Select(mail => JsonSerializer.Serialize(mail, Json)));
        File.Move(_path + ".new", _path, overwrite: true);
    }

    // The last line of a file whose writer died may be half a line.
    private static CaughtMail? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CaughtMail>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
