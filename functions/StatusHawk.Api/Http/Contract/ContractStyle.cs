namespace StatusHawk.Api.Http.Contract;

/// <summary>The contract page's style. It stands in the page itself, as that of the public page does.</summary>
internal static class ContractStyle
{
    // Text on every background keeps a contrast of 4.5 : 1 or more, light and dark.
    public const string Css =
        """

        :root { --back: #f6f7f9; --card: #fff; --text: #1c2127; --soft: #57606a; --line: #d8dee4; --link: #0a56b0; --get: #0a56b0; --post: #116329; --patch: #8a4b00; --delete: #b3141d }
        @media (prefers-color-scheme: dark) {
          :root { --back: #12161c; --card: #1b2129; --text: #e8ebee; --soft: #a3adb8; --line: #343c46; --link: #84b9ff; --get: #84b9ff; --post: #6fdd8b; --patch: #ffb454; --delete: #ff8c85 }
        }
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 3rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
        a { color: var(--link) }
        h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2 }
        h2 { margin: 2.5rem 0 .75rem; font-size: 1.375rem }
        h3 { margin: 0; font-size: 1rem }
        h4 { margin: 1rem 0 .25rem; font-size: .875rem; color: var(--soft) }
        p { margin: .5rem 0 }
        nav ul { columns: 20rem; margin: 0; padding: 0; list-style: none; font-size: .875rem }
        section { margin: 0 0 1rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem }
        code, pre { font: .875em/1.4 ui-monospace, monospace }
        pre { margin: .5rem 0; padding: .75rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .375rem; background: var(--back) }
        table { width: 100%; border-collapse: collapse; font-size: .875rem }
        td, th { padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
        th { width: 12rem; font-weight: 400 }
        summary { cursor: pointer; color: var(--link); font-size: .875rem }
        .get { color: var(--get) } .post { color: var(--post) } .patch { color: var(--patch) } .delete { color: var(--delete) }
        .soft { color: var(--soft); font-size: .875rem }

        """;
}
