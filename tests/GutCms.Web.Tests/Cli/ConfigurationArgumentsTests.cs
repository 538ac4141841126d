using GutCms.Web.Cli;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Tests.Cli;

public sealed class ConfigurationArgumentsTests
{
    [Theory]
    [InlineData("--GutCms:DataDirectory=/srv/gutcms")]
    [InlineData("--GutCms:DataDirectory", "/srv/gutcms")]
    public void Takes_configuration_out_when_the_name_has_a_colon(params string[] configuration)
    {
        var (taken, others) = ConfigurationArguments.Split(["recipe", .. configuration, "run", "x.json", "--dry-run"]);

        Assert.Equal("/srv/gutcms", taken["gutcms:datadirectory"]);
        Assert.Equal(["recipe", "run", "x.json", "--dry-run"], others);
    }

    [Fact]
    public void Keeps_equals_signs_of_the_value_when_it_has_some()
    {
        var (taken, _) = ConfigurationArguments.Split(["--ConnectionStrings:GutCms=Host=a;Username=b"]);

        Assert.Equal("Host=a;Username=b", taken["ConnectionStrings:GutCms"]);
    }

    [Fact]
    public void Leaves_an_option_to_the_parser_when_its_name_has_no_colon()
    {
        var (taken, others) = ConfigurationArguments.Split(["--urls", "http://localhost:1"]);

        Assert.Empty(taken);
        Assert.Equal(["--urls", "http://localhost:1"], others);
    }

    [Fact]
    public void Is_a_usage_error_when_a_key_has_no_value()
    {
        var failure = Assert.Throws<CommandFailedException>(() => ConfigurationArguments.Split(["--GutCms:DataDirectory"]));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
    }
}
