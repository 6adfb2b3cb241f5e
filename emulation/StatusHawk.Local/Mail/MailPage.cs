using System.Net;
using System.Text;

namespace StatusHawk.Local.Mail;

/// <summary>The caught mails for people, the newest first. A mail's own HTML is shown in a frame that may do nothing.</summary>
internal static class MailPage
{
    public static string Render(IReadOnlyList<CaughtMail> mails, MailFault? fault)
    {
        var html = new StringBuilder(
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Mail</title>
            <style>
              :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
              body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
              article { border: 1px solid #8886; border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem }
              h2 { margin: 0; font-size: 1.1rem } p { margin: .25rem 0 } iframe { width: 100%; height: 20rem; border: 1px solid #8886; background: Canvas }
            </style>
            <h1>Mail that would have been sent</h1>

            """);
        if (fault is not null) html.Append($"<p role=\"alert\">Broken: every request is answered {fault.Status}. <code>POST /mend</code> ends it.</p>\n");
        if (mails.Count == 0) html.Append("<p>None yet. Make a channel of kind <code>email</code>, and break the demo target.</p>\n");
        foreach (var mail in mails.Reverse()) Append(html, mail);
        return html.Append("</html>\n").ToString();
    }

    private static void Append(StringBuilder html, CaughtMail mail)
    {
        html.Append($"<article><h2>{Text(mail.Subject)}</h2>\n");
        html.Append($"<p>{mail.ReceivedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC · from {Text(mail.From)} to {Text(string.Join(", ", mail.To))}");
        if (mail.Repeats > 0) html.Append($" · sent {mail.Repeats} more times with the same id");
        html.Append("</p>\n");
        if (mail.Html is not null) html.Append($"<details><summary>HTML</summary><iframe sandbox srcdoc=\"{Text(mail.Html)}\" title=\"{Text(mail.Subject)}\"></iframe></details>\n");
        if (mail.PlainText is not null) html.Append($"<details open><summary>Text</summary><pre>{Text(mail.PlainText)}</pre></details>\n");
        html.Append("</article>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
