using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Settings;

/// <summary>Says what is wrong with a section by key, value and what is allowed.</summary>
internal sealed class SectionCheck<T>(string section) : IValidateOptions<T>
    where T : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> faults = [.. typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public).SelectMany(property => FaultsOf(property, options))];
        if (faults.Count == 0 && options is IValidatableObject whole)
        {
            faults.AddRange(whole.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage!));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> FaultsOf(PropertyInfo property, T options)
    {
        var value = property.GetValue(options);
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (rule.GetValidationResult(value, new ValidationContext(options) { MemberName = property.Name }) is { } fault)
            {
                yield return rule.ErrorMessage ?? $"{section}:{property.Name} {Shown(property, value)}: {WordsOf(rule) ?? fault.ErrorMessage}.";
            }
        }
    }

    // What may be a secret is not repeated: the line may end in a log.
    private static string Shown(PropertyInfo property, object? value) =>
        property.Name.Contains("Password", StringComparison.Ordinal) || property.Name.Contains("Secret", StringComparison.Ordinal) ? "does not fit"
        : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? $"is '{text}'"
        : "is empty";

    private static string? WordsOf(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"give it {range.Minimum} to {range.Maximum}"),
        StringLengthAttribute { MinimumLength: 0 } length => string.Create(CultureInfo.InvariantCulture, $"give it at most {length.MaximumLength} characters"),
        StringLengthAttribute length => string.Create(CultureInfo.InvariantCulture, $"give it {length.MinimumLength} to {length.MaximumLength} characters"),
        RequiredAttribute => "give it a value",
        _ => null,
    };
}
