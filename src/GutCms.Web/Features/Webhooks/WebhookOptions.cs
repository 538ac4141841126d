using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Section <c>GutCms:Webhooks</c>: who is told what changed in what readers get.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Webhooks";

    private const int MostReceivers = 20;
    private const int LongestName = 64;

    /// <summary>Those who are told.</summary>
    public WebhookReceiver[] Receivers { get; set; } = [];

    /// <summary>Receivers may be at addresses that only this network reaches: of this machine, of a private network, link-local.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Seconds that a receiver has to answer, 1 to 60.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Receivers.Length > MostReceivers)
        {
            yield return new($"{Section}:Receivers are {Receivers.Length}: give it at most {MostReceivers}.");
        }

        for (var number = 0; number < Receivers.Length; number++)
        {
            var (receiver, key) = (Receivers[number], $"{Section}:Receivers:{number}");
            if (receiver.Name.Length is 0 or > LongestName || !receiver.Name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            {
                yield return new($"{key}:Name is '{receiver.Name}': give it 1 to {LongestName} letters, digits, '-' and '_'.");
            }

            if (Receivers.Take(number).Any(other => other.Name == receiver.Name))
            {
                yield return new($"{key}:Name is '{receiver.Name}', which another receiver has: what was sent is remembered by name.");
            }

            if (receiver.FindUrl() is null)
            {
                yield return new($"{key}:Url is '{receiver.Url}': give it an address with https, or with http, and without user name.");
            }

            if (receiver.FindSecrets() is null)
            {
                yield return new($"{key}:Secret does not fit: give it whsec_ and the Base64 of 24 to 64 bytes (echo whsec_$(openssl rand -base64 32)); a second one behind a space also signs, while receivers change over.");
            }
        }
    }
}

/// <summary>Somebody who is told.</summary>
internal sealed class WebhookReceiver
{
    /// <summary>By which it is remembered what was sent.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it is told.</summary>
    public string Url { get; set; } = "";

    /// <summary>One secret, or two while they are changed, separated by a space.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The address; null: it is none.</summary>
    public Uri? FindUrl() => Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 ? url : null;

    /// <summary>The secrets; null: they are not what they have to be.</summary>
    public IReadOnlyList<WebhookSecret>? FindSecrets()
    {
        var secrets = Secret.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WebhookSecret.Parse).ToList();
        return secrets.Count is 1 or 2 && !secrets.Contains(null) ? [.. secrets.OfType<WebhookSecret>()] : null;
    }
}
