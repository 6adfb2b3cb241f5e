namespace StatusHawk.Core.StatusPages;

/// <summary>The public page's style. It stands in the page itself: one request, and nothing else that could be down.</summary>
internal static class PageStyle
{
    // Text on every background keeps a contrast of 4.5 : 1 or more, light and dark.
    public const string Css =
        """

        :root { --back: #f6f7f9; --card: #fff; --text: #1c2127; --soft: #57606a; --line: #d8dee4; --good: #116329; --fair: #8a4b00; --bad: #b3141d; --planned: #0a56b0; --none: #57606a; --on: #fff }
        @media (prefers-color-scheme: dark) {
          :root { --back: #12161c; --card: #1b2129; --text: #e8ebee; --soft: #a3adb8; --line: #343c46; --good: #6fdd8b; --fair: #ffb454; --bad: #ff8c85; --planned: #84b9ff; --none: #a3adb8; --on: #12161c }
        }
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 3rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
        h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2 }
        h2 { margin: 2rem 0 .75rem; font-size: 1.125rem }
        h3 { flex: 1 1 12rem; margin: 0; font-size: 1rem }
        ul { margin: 0; padding: 0; list-style: none; background: var(--card); border: 1px solid var(--line); border-radius: .5rem }
        li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .75rem 1rem }
        li + li { border-top: 1px solid var(--line) }
        li p { margin: 0 }
        .banner { margin: 0; padding: 1rem; border-radius: .5rem; background: var(--none); color: var(--on); font-size: 1.25rem; font-weight: 600 }
        .notice { margin: 0 0 1rem; padding: .75rem 1rem; border: 2px solid var(--fair); border-radius: .5rem }
        .state { font-weight: 600 }
        .state.good { color: var(--good) } .state.fair { color: var(--fair) } .state.bad { color: var(--bad) } .state.planned { color: var(--planned) } .state.none { color: var(--none) }
        .banner.good { background: var(--good) } .banner.fair { background: var(--fair) } .banner.bad { background: var(--bad) } .banner.planned { background: var(--planned) }
        .detail, footer { color: var(--soft); font-size: .875rem }
        .detail { flex-basis: 100% }
        .day { margin: 1.25rem 0 .5rem; color: var(--soft) }
        h4 { margin: 0; font-size: 1rem }
        .incident { margin: 0 0 .75rem; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: .25rem solid var(--none); border-radius: .5rem }
        .incident.bad { border-left-color: var(--bad) } .incident.fair { border-left-color: var(--fair) }
        .incident p { margin: .5rem 0 0 }
        .message { white-space: pre-line }

        """;
}
