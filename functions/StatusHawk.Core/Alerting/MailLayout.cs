using System.Net;
using System.Text;

namespace StatusHawk.Core.Alerting;

/// <summary>What all mails have in common: HTML that reads well in light and dark, without images or anything else to be fetched.</summary>
internal static class MailLayout
{
    /// <summary>White on it can be read, for readers that know nothing of colour schemes.</summary>
    public const string Blue = "#0a56b0";

    /// <summary>Everything up to the headline.</summary>
    /// <param name="headline">One line, as a person wrote it.</param>
    /// <param name="colour">Of the headline's ground.</param>
    public static StringBuilder Begin(string headline, string colour) => new(
        $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{Encoded(headline)}}</title>
        <style>
          :root { color-scheme: light dark }
          body { margin: 0; padding: 16px; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif }
          pre { padding: 12px 16px; border: 1px solid #8a939c; border-radius: 8px; white-space: pre-wrap; word-break: break-all }
          @media (prefers-color-scheme: dark) { body { background: #12161c; color: #e8ebee } a { color: #84b9ff } }
        </style>
        </head>
        <body>
        <h1 style="margin:0 0 16px;padding:12px 16px;border-radius:8px;background:{{colour}};color:#ffffff;font-size:20px;line-height:1.3">{{Encoded(headline)}}</h1>

        """);

    public static string End(StringBuilder html) => html.Append("</body>\n</html>\n").ToString();

    /// <summary>A name with a line break in it must not become a header or a line of its own.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    public static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
