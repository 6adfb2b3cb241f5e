using System.Net;

namespace StatusHawk.Local.Target;

/// <summary>The demo target's page for people: its state and the two buttons, without script.</summary>
internal sealed class TargetPage(Uri address, Uri? statusPage)
{
    public string Render(IReadOnlyCollection<Breakage> breakages)
    {
        var broken = breakages.Count > 0;
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Demo shop: {{(broken ? "broken" : "open")}}</title>
            <style>
              :root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
              body { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
              .state { padding: .8rem 1rem; border-radius: .5rem; color: #fff; background: {{(broken ? "#a3212c" : "#17663a")}}; }
              form { display: inline-block; margin: 0 .5rem 1rem 0; }
              button { font: inherit; padding: .5rem 1.2rem; border-radius: .5rem; border: 1px solid; cursor: pointer; }
            </style>
            <h1>Demo shop</h1>
            <p class="state">{{(broken ? "Broken: " + WebUtility.HtmlEncode(string.Join("; ", breakages.Select(Describe))) : "Open: everything works.")}}</p>
            <form method="post" action="/break"><button>Break it</button></form>
            <form method="post" action="/mend"><button>Mend it</button></form>
            <p>A monitor watches <code>{{address}}shop</code>. Break it, and see what the status page says within half a minute.</p>
            {{(statusPage is null ? "" : $"<p><a href=\"{WebUtility.HtmlEncode(statusPage.ToString())}\">The status page</a></p>")}}
            </html>
            """;
    }

    private static string Describe(Breakage breakage)
    {
        var what = breakage.How switch
        {
            BreakKind.Hang => "it takes requests and never answers",
            BreakKind.Drop => "it cuts connections",
            _ => $"it answers {breakage.StatusCode}",
        };
        return breakage.For is null ? what : $"{what} to “{breakage.For}”";
    }
}
