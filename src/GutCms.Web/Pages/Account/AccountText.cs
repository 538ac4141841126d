namespace GutCms.Web.Pages.Account;

/// <summary>Names the resource file of the account pages: <c>Resources/Pages/Account/AccountText.resx</c>.</summary>
internal sealed class AccountText;
