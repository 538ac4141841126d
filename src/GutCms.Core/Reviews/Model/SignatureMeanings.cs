namespace GutCms.Core.Reviews.Model;

/// <summary>What somebody says by signing. It is kept with the decision and stands in certificates, word for word.</summary>
public static class SignatureMeanings
{
    /// <summary>Of an approval.</summary>
    public const string Approval = "I approve the medical accuracy of this text.";

    /// <summary>Of a request for changes.</summary>
    public const string Changes = "I ask for changes to this text.";

    /// <summary>Of a confirmation.</summary>
    public const string Confirmation = "I confirm that this text is still medically accurate.";

    /// <summary>Of an approval.</summary>
    /// <param name="change">For a changed disclaimer: what is signed of the change; null otherwise.</param>
    public static string OfApproval(DisclaimerChange? change) => change switch
    {
        null => Approval,
        DisclaimerChange.Editorial => Approval + " It says the same as before in other words, so it may replace it in the texts that show it.",
        _ => Approval + " It says something else than before, so the texts that show it have to be reviewed again.",
    };
}
