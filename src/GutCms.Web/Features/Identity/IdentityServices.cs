using GutCms.Api.Http;
using GutCms.Api.People;
using GutCms.Api.Settings;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Ports;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Passkeys;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Powers;
using GutCms.Web.Features.Proposals.Confirming;
using GutCms.Web.Features.SigningIn;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Validation;
using OpenIddict.Validation.AspNetCore;

namespace GutCms.Web.Features.Identity;

/// <summary>Registers users, sessions and what knows who acts.</summary>
internal static class IdentityServices
{
    /// <summary>Iterations of PBKDF2 with HMAC-SHA-512; OWASP's recommendation of 2023.</summary>
    private const int HashIterations = 210_000;

    // A WebApplication puts the authentication middleware in front of everything unless this says that it stands somewhere.
    private const string AuthenticationIsPlaced = "__AuthenticationMiddlewareSet";

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsIdentity(this IServiceCollection services)
    {
        services.AddCheckedOptions<SignInSettings>(SignInSettings.Section);
        services.AddIdentityCore<GutCmsUser>().AddErrorDescriber<SaidErrors>().AddUserStore<GutCmsUserStore>().AddDefaultTokenProviders().AddPasswordValidator<MustNotContainUserName>().AddUserValidator<MustHaveMailOfOwn>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<SignInSettings>>(Configure);
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(1));

        services.AddSingleton<UserManagers>();
        services.AddSingleton<IAccountPowers, AccountPowers>();
        services.AddSingleton<AccountsInHand>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<CheckCredentials>();
        services.AddSingleton<AttemptLimiter>();
        services.AddSingleton<SaveUser>();
        services.AddSingleton<IReviewEventHandler, AccountMails>();
        services.AddSingleton<AddUser>();
        services.AddSingleton<ChangeUser>();
        services.AddCheckedOptions<RetentionOptions>(RetentionOptions.Section);
        services.AddSingleton<FindPersonTraces>();
        services.AddSingleton<ForgetNames>();
        services.AddSingleton<ForgetPerson>();
        services.AddSingleton<RemoveAccount>();
        services.AddSingleton<IPeople, SitePeople>();
        services.AddSingleton<EnableUser>();
        services.AddSingleton<ListUsers>();
        services.AddSingleton<OwnCredentials>();
        services.AddSingleton<ListRoles>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<InviteUser>();
        services.AddSingleton<VouchForUser>();
        services.AddSingleton<RemoveSecondFactor>();
        services.AddSingleton<ProposalPorts>();
        services.AddScoped<ConfirmProposal>();
        services.AddScoped<RejectProposal>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<OwnLanguage>();
        services.AddSingleton<ListColleagues>();
        services.AddSingleton<SendPasswordLink>();
        services.AddSingleton<PasskeyCeremony>();
        services.AddSingleton<AddPasskey>();
        services.AddSingleton<OwnPasskeys>();
        services.AddSingleton<SignInWithPasskey>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<OwnSessions>();
        services.AddSingleton<EndSessionsOfUser>();
        services.AddSingleton<EndAllSessions>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<PrepareIdentity>();
        services.AddSingleton<ActorResolver>();
        services.AddSingleton<IActorAccessor>(provider => provider.GetRequiredService<ActorResolver>());
        services.AddSingleton<IActorDirectory>(provider => provider.GetRequiredService<ActorResolver>());
        services.AddSingleton<IReviewerDirectory, ReviewerDirectory>();
        services.AddSingleton<ISignatureVerifier, SignatureVerifier>();
        services.AddSingleton<IRecipeStepHandler, UsersStep>();
        services.AddScoped<SessionEvents>();
        return services.AddSchemes();
    }

    /// <summary>
    /// Finds out who is signed in, for everything but the public read path, which asks for nobody. After error handling, before endpoints.
    /// </summary>
    public static void UseGutCmsIdentity(this WebApplication app)
    {
        ((IApplicationBuilder)app).Properties[AuthenticationIsPlaced] = true;
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api/delivery", StringComparison.OrdinalIgnoreCase) && !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase),
            branch => branch.UseMiddleware<TokenAttempts>().Use(ForgetFailureAsync).Use(FollowKeysAsync).UseAuthentication().UseMiddleware<SessionsNeedAntiforgery>());
        app.UseAuthorization();
    }

    /// <summary>Settings of tokens are made when the first request asks for them, and kept even where that failed: a database that was away then must not be missed for good.</summary>
    private static async Task ForgetFailureAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not null)
        {
            context.RequestServices.GetRequiredService<IOptionsMonitorCache<OpenIddictServerOptions>>().TryRemove(Options.DefaultName);
            context.RequestServices.GetRequiredService<IOptionsMonitorCache<OpenIddictValidationOptions>>().TryRemove(Options.DefaultName);
            throw;
        }
    }

    /// <summary>Whoever shows or may get a cookie or token is judged by the keys that the database holds now.</summary>
    private static async Task FollowKeysAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Headers.Cookie.Count > 0 || request.Headers.Authorization.Count > 0 || !HttpMethods.IsGet(request.Method)
            || request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase))
        {
            await context.RequestServices.GetRequiredService<FollowedProtection>().FollowAsync(context.RequestAborted);
        }

        await next(context);
    }

    private static void Configure(IdentityOptions identity, IOptions<SignInSettings> options)
    {
        // Length, not kinds of characters (NIST SP 800-63B).
        identity.Password = new PasswordOptions
        {
            RequiredLength = options.Value.MinimumPasswordLength,
            RequiredUniqueChars = 4,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        identity.Lockout = new LockoutOptions
        {
            AllowedForNewUsers = true,
            MaxFailedAccessAttempts = options.Value.MaxFailures,
            DefaultLockoutTimeSpan = TimeSpan.FromMinutes(options.Value.LockOutMinutes),
        };
    }

    private static IServiceCollection AddSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(GutCmsSchemes.BearerOrSession)
            .AddPolicyScheme(GutCmsSchemes.BearerOrSession, displayName: null, policy => policy.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme : GutCmsSchemes.Session)
            .AddCookie(GutCmsSchemes.Session, cookie =>
            {
                Harden(cookie, "gutcms.session");
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/account/sign-in";
                cookie.LogoutPath = "/account/sign-out";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.EventsType = typeof(SessionEvents);
            })
            .AddCookie(GutCmsSchemes.SecondFactor, cookie =>
            {
                Harden(cookie, "gutcms.second-factor");
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                cookie.SlidingExpiration = false;
            });
        services.AddOptions<CookieAuthenticationOptions>(GutCmsSchemes.Session)
            .Configure<IOptions<SignInSettings>>((cookie, options) => cookie.ExpireTimeSpan = TimeSpan.FromHours(options.Value.SessionHours));
        services.AddAuthorization();

        // By itself it would cross an unencrypted connection as well.
        services.AddAntiforgery(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        return services;
    }

    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
