using GutCms.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace GutCms.Web.Pages;

/// <summary>What the framework says of values in a form that it cannot read, in the language of the request.</summary>
internal static class BindingMessages
{
    /// <summary>Sets the messages.</summary>
    public static void Apply(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Say("Form.Invalid", value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => Say("Form.Invalid", value));
        messages.SetValueIsInvalidAccessor(value => Say("Form.Invalid", value));
        messages.SetUnknownValueIsInvalidAccessor(_ => Say("Form.Unknown"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Say("Form.Unknown"));
        messages.SetValueMustBeANumberAccessor(_ => Say("Form.Number"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Say("Form.Number"));
        messages.SetValueMustNotBeNullAccessor(_ => Say("Form.Missing"));
        messages.SetMissingBindRequiredValueAccessor(_ => Say("Form.Missing"));
        messages.SetMissingKeyOrValueAccessor(() => Say("Form.Missing"));
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Say("Form.Missing"));
    }

    private static string Say(string name, params object?[] arguments) => SiteSentence.Of(name, arguments).ToCurrent();
}
