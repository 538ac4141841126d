using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Users;

/// <summary>Section <c>GutCms:SignIn</c>: how passwords, lock-out and sessions behave.</summary>
internal sealed class SignInSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:SignIn";

    /// <summary>Shortest password, 8 to 128 characters.</summary>
    [Range(8, 128, ErrorMessage = "GutCms:SignIn:MinimumPasswordLength has to be 8 to 128.")]
    public int MinimumPasswordLength { get; set; } = 12;

    /// <summary>Failures in a row that lock an account, 3 to 100.</summary>
    [Range(3, 100, ErrorMessage = "GutCms:SignIn:MaxFailures has to be 3 to 100.")]
    public int MaxFailures { get; set; } = 5;

    /// <summary>Minutes for which an account stays locked, 1 to 1440.</summary>
    [Range(1, 1440, ErrorMessage = "GutCms:SignIn:LockOutMinutes has to be 1 to 1440.")]
    public int LockOutMinutes { get; set; } = 15;

    /// <summary>Hours without a request after which a session ends, 1 to 168.</summary>
    [Range(1, 168, ErrorMessage = "GutCms:SignIn:SessionHours has to be 1 to 168.")]
    public int SessionHours { get; set; } = 8;

    /// <summary>Hours after which a session ends whatever is done with it, 1 to 720.</summary>
    [Range(1, 720, ErrorMessage = "GutCms:SignIn:MaxSessionHours has to be 1 to 720.")]
    public int MaxSessionHours { get; set; } = 24;

    /// <summary>Attempts a minute from one address (sign-in, second factor, forgotten passwords), 1 to 100000.</summary>
    [Range(1, 100_000, ErrorMessage = "GutCms:SignIn:AttemptsPerAddress has to be 1 to 100000.")]
    public int AttemptsPerAddress { get; set; } = 60;

    /// <summary>Requests for tokens a minute from one address, 1 to 100000; counted apart, so that clients and people behind one address do not lock each other out.</summary>
    [Range(1, 100_000, ErrorMessage = "GutCms:SignIn:TokensPerAddress has to be 1 to 100000.")]
    public int TokensPerAddress { get; set; } = 60;

    /// <summary>Attempts a minute at one account, from wherever, 1 to 100000.</summary>
    [Range(1, 100_000, ErrorMessage = "GutCms:SignIn:AttemptsPerAccount has to be 1 to 100000.")]
    public int AttemptsPerAccount { get; set; } = 15;
}
