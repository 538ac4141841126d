using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GutCms.Web.Cli.Help;

/// <summary>Adds examples under the help of a command.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["gutcms"] = """
            Examples:
              gutcms                                       start the site on http://localhost:5080
              gutcms serve --urls http://localhost:8080    the same on another port
              gutcms --GutCms:DataDirectory=/srv/gutcms    any configuration key can be given this way
              gutcms recipe run my.recipe.json --dry-run   show what a recipe would change

            Exit codes: 0 done; 1 the command failed; 2 wrong usage; 3 configuration or environment; 130 interrupted.
            """,
        ["run"] = """
            Examples:
              gutcms recipe run my.recipe.json --dry-run
              gutcms recipe run my.recipe.json --parameter site=Clinic --parameter owner=anna
              gutcms recipe run gutcms.roles --json

            A recipe that is run here is trusted: what it publishes becomes published, marked as imported.
            """,
        ["check"] = """
            Examples:
              gutcms recipe check my.recipe.json
              gutcms recipe check my.recipe.json --json | jq .faults
            """,
        ["export"] = """
            Examples:
              gutcms recipe export --out site.recipe.json
              gutcms recipe export --type Article --type Series --published-only --out articles.recipe.json
              gutcms recipe export | less
            """,
        ["import"] = """
            Examples:
              gutcms content import sleep.docx --dry-run
              gutcms content import article.xml --strict
              gutcms content import wordpress.xml --owner anna --json

            What it makes is a draft: nothing is published.
            """,
        ["user"] = """
            Examples:
              gutcms user add anna --role MedicalReviewer --printed-name "Dr. Anna Berg" --credential "MD, gastroenterology"
              gutcms user add ben --role Editor --password-stdin < password.txt
              gutcms user disable ben
              gutcms user reset-password anna --remove-second-factor
            """,
        ["client"] = """
            Examples:
              gutcms client add website --role Delivery
              gutcms client add app --public --redirect-uri https://app.example/callback
              gutcms client revoke website
            """,
        ["session"] = """
            Examples:
              gutcms session end --user anna
              gutcms session end --all    after somebody may have copied the database
            """,
        ["audit"] = """
            Examples:
              gutcms audit export audit-2026-11.jsonl
              gutcms audit verify --checkpoint audit-2026-11.jsonl
              gutcms audit verify --export audit-2026-11.jsonl
            """,
        ["backup"] = """
            Examples:
              gutcms backup create --to /backup
              gutcms backup verify /backup/gutcms-20261130T061500Z.zip
              gutcms backup restore /backup/gutcms-20261130T061500Z.zip --GutCms:DataDirectory=/srv/gutcms

            A backup holds keys, password hashes and everything unpublished: keep it where only the site's operator can read it.
            """,
        ["certificate"] = """
            Examples:
              gutcms certificate verify https://gut.example/api/delivery/articles/gut-health-and-mental-health
              gutcms certificate verify article.json --issuer https://gut.example --jwks jwks.json --status-list list.jwt
            """,
        ["dossier"] = """
            Examples:
              gutcms dossier verify dossier-gut-health-v3-20261130.zip
              gutcms dossier verify dossier.zip --issuer https://gut.example
              gutcms dossier verify dossier.zip --issuer https://gut.example --jwks jwks.json --log audit-2026-11.jsonl
            """,
        ["health"] = """
            Examples:
              gutcms health
              gutcms health --url https://gut.example
            """,
        ["serve"] = """
            Examples:
              gutcms serve
              gutcms serve --urls http://0.0.0.0:8080
              ASPNETCORE_ENVIRONMENT=Development gutcms serve --demo
              GutCms__DataDirectory=/srv/gutcms gutcms serve
            """,
    };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives the command and all below it the examples.</summary>
    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var result = inner.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(command is RootCommand ? "gutcms" : command.Name, out var examples))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(examples);
        }

        return result;
    }
}
