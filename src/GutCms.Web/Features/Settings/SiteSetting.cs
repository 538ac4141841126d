using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using GutCms.Api.Delivery;
using GutCms.Api.Review;
using GutCms.Core.Texts;
using GutCms.Web.Features.Look;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Previews;
using GutCms.Web.Features.Times;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Settings;

/// <summary>A setting that holds from the moment it is made, without a restart. Its rules and its default are those of the options that read it.</summary>
/// <param name="Key">Key of the configuration.</param>
/// <param name="Text">Name of its texts: <c>Setting.MailFrom</c>.</param>
/// <param name="Property">Where the program reads it.</param>
internal sealed record SiteSetting(string Key, string Text, PropertyInfo Property)
{
    /// <summary>All, in the order of the form.</summary>
    public static IReadOnlyList<SiteSetting> All { get; } =
    [
        Of<LookOptions>(LookOptions.Section, nameof(LookOptions.Name)),
        Of<LookOptions>(LookOptions.Section, nameof(LookOptions.Description)),
        Of<LookOptions>(LookOptions.Section, nameof(LookOptions.Logo)),
        Of<LookOptions>(LookOptions.Section, nameof(LookOptions.Colour)),
        Of<LookOptions>(LookOptions.Section, nameof(LookOptions.FooterNote)),
        Of<LookOptions>(LookOptions.Section, nameof(LookOptions.FooterLinks)),
        Of<DeliveryHttpOptions>("GutCms:Delivery", nameof(DeliveryHttpOptions.FeedTitle)),
        Of<DeliveryHttpOptions>("GutCms:Delivery", nameof(DeliveryHttpOptions.MaxAgeSeconds)),
        Of<DeliveryHttpOptions>("GutCms:Delivery", nameof(DeliveryHttpOptions.StaleWhileRevalidateSeconds)),
        Of<MailOptions>(MailOptions.Section, nameof(MailOptions.From)),
        Of<MailOptions>(MailOptions.Section, nameof(MailOptions.DigestHour)),
        Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.BeforeDays)),
        Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.EveryDays)),
        Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.EscalateAfterDays)),
        Of<TimeOptions>(TimeOptions.Section, nameof(TimeOptions.Zone)),
        Of<PreviewOptions>(PreviewOptions.Section, nameof(PreviewOptions.OpeningsPerMinute)),
        Of<PreviewOptions>(PreviewOptions.Section, nameof(PreviewOptions.CommentsPerMinute)),
        Of<PreviewOptions>(PreviewOptions.Section, nameof(PreviewOptions.SiteAddress)),
    ];

    /// <summary>A whole number.</summary>
    public bool IsNumber => Property.PropertyType == typeof(int);

    /// <summary>What holds where nothing is said.</summary>
    public string Default => Convert.ToString(Property.GetValue(Activator.CreateInstance(Property.DeclaringType!)), CultureInfo.InvariantCulture)!;

    /// <summary>The setting of a key; null when there is none.</summary>
    public static SiteSetting? Find(string key) => All.FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a value, one sentence; null: nothing.</summary>
    public Sentence? FaultOf(string value)
    {
        object read = value;
        if (IsNumber)
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Property.GetCustomAttribute<RangeAttribute>() is { } range ? SiteSentence.Of("Settings.Range", range.Minimum, range.Maximum) : SiteSentence.Of("Settings.Number");
            }

            read = number;
        }

        var rule = Property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(read));
        return rule switch
        {
            null => value.Any(char.IsControl) ? SiteSentence.Of("Settings.OneLine") : null,
            RangeAttribute range => SiteSentence.Of("Settings.Range", range.Minimum, range.Maximum),
            StringLengthAttribute length => SiteSentence.Of("Settings.Length", length.MinimumLength, length.MaximumLength),
            KnownZoneAttribute => SiteSentence.Of("Settings.Zone"),
            EmailAddressAttribute => SiteSentence.Of("Settings.Mail"),
            RegularExpressionAttribute when Property.Name == nameof(LookOptions.Logo) => SiteSentence.Of("Settings.Logo"),
            RegularExpressionAttribute when Property.Name == nameof(LookOptions.Colour) => SiteSentence.Of("Settings.Colour"),
            RegularExpressionAttribute when Property.Name == nameof(PreviewOptions.SiteAddress) => SiteSentence.Of("Settings.PreviewAddress"),
            RegularExpressionAttribute => SiteSentence.Of("Settings.Links"),
            _ => Sentence.Verbatim(rule.FormatErrorMessage(Key)),
        };
    }

    private static SiteSetting Of<TOptions>(string section, string property) =>
        new($"{section}:{property}", $"Setting.{typeof(TOptions).Name.Replace("Options", "", StringComparison.Ordinal)}{property}", typeof(TOptions).GetProperty(property)!);
}
