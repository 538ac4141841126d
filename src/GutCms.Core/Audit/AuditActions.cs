using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using GutCms.Core.Texts;

namespace GutCms.Core.Audit;

/// <summary>
/// Names of everything that is recorded: lower-case words joined by dots, the area first. An attempt that was refused has the
/// name of the action with <c>.refused</c> behind it, see <see cref="Refused"/>.
/// </summary>
public static partial class AuditActions
{
    private const string RefusedSuffix = ".refused";

    /// <summary>A content item came into being.</summary>
    public const string ContentCreate = "content.create";

    /// <summary>A new version was saved.</summary>
    public const string ContentSave = "content.save";

    /// <summary>An older version was brought back as a new one.</summary>
    public const string ContentRestore = "content.restore";

    /// <summary>An item was removed.</summary>
    public const string ContentDelete = "content.delete";

    /// <summary>A translation was begun; <c>sourceHash</c> is the content hash of the text that it is made from.</summary>
    public const string ContentTranslate = "content.translate";

    /// <summary>Somebody said that a translation says what its source says; <c>before</c> is the content hash of the text that it was made from until then.</summary>
    public const string ContentTranslationConfirm = "content.translation.confirm";

    /// <summary>A version was published.</summary>
    public const string ContentPublish = "content.publish";

    /// <summary>An item was taken out of publication.</summary>
    public const string ContentUnpublish = "content.unpublish";

    /// <summary>An item was withdrawn for the safety of readers.</summary>
    public const string ContentWithdraw = "content.withdraw";

    /// <summary>What readers are told about something that was withdrawn was corrected; <c>before</c> is what it said.</summary>
    public const string ContentWithdrawCorrect = "content.withdraw.correct";

    /// <summary>A publication was scheduled.</summary>
    public const string ContentSchedule = "content.schedule";

    /// <summary>A scheduled publication was called off.</summary>
    public const string ContentScheduleCancel = "content.schedule.cancel";

    /// <summary>A take-down was scheduled.</summary>
    public const string ContentTakeDownSchedule = "content.take-down.schedule";

    /// <summary>A scheduled take-down was called off.</summary>
    public const string ContentTakeDownCancel = "content.take-down.cancel";

    /// <summary>A release was made or changed.</summary>
    public const string ReleaseSave = "release.save";

    /// <summary>Everything in a release went live.</summary>
    public const string ReleasePublish = "release.publish";

    /// <summary>A release was given up.</summary>
    public const string ReleaseCancel = "release.cancel";

    /// <summary>A version was brought in from outside (recipe, API), as a draft or as <c>Imported</c>.</summary>
    public const string ContentImport = "content.import";

    /// <summary>A dossier of an item was made as a signed file; <c>sha256</c> is that of the file.</summary>
    public const string ContentDossier = "content.dossier";

    /// <summary>A change of a disclaimer was marked editorial or material.</summary>
    public const string ContentDisclaimerClassify = "content.disclaimer.classify";

    /// <summary>A version was submitted for review.</summary>
    public const string ReviewSubmit = "review.submit";

    /// <summary>A submission was taken back.</summary>
    public const string ReviewWithdrawSubmission = "review.withdraw-submission";

    /// <summary>A reviewer was assigned or removed.</summary>
    public const string ReviewAssign = "review.assign";

    /// <summary>A stage was approved, with a signature where the policy asks for one.</summary>
    public const string ReviewApprove = "review.approve";

    /// <summary>A reviewer asked for changes.</summary>
    public const string ReviewRequestChanges = "review.request-changes";

    /// <summary>Approvals lapsed because the text, or how it is presented, was changed.</summary>
    public const string ReviewVoid = "review.void";

    /// <summary>An approved text is presented otherwise (address, series, Hot Articles), and its policy lets the approvals stand.</summary>
    public const string ReviewPresentation = "review.presentation";

    /// <summary>A published version passed its date of next review.</summary>
    public const string ReviewDue = "review.due";

    /// <summary>A published version was reviewed anew, unchanged.</summary>
    public const string ReviewRenew = "review.renew";

    /// <summary>A comment was written.</summary>
    public const string ReviewComment = "review.comment";

    /// <summary>A comment thread was resolved.</summary>
    public const string ReviewCommentResolve = "review.comment.resolve";

    /// <summary>Suggested words were put into the text.</summary>
    public const string ReviewSuggestionAccept = "review.suggestion.accept";

    /// <summary>Suggested words were refused.</summary>
    public const string ReviewSuggestionRefuse = "review.suggestion.refuse";

    /// <summary>A review policy was written or replaced.</summary>
    public const string ReviewPolicyChange = "review.policy.change";

    /// <summary>The review became weaker; <c>details</c> say how, and who stood behind it.</summary>
    public const string ReviewWeaken = "review.weaken";

    /// <summary>A change that weakens the review was proposed, and waits.</summary>
    public const string ProposalMake = "proposal.make";

    /// <summary>A proposal was confirmed and carried out.</summary>
    public const string ProposalConfirm = "proposal.confirm";

    /// <summary>A proposal was rejected or taken back.</summary>
    public const string ProposalReject = "proposal.reject";

    /// <summary>An event whose messages could not be delivered is told again.</summary>
    public const string EventRetry = "event.retry";

    /// <summary>An event whose messages could not be delivered is told no more.</summary>
    public const string EventDiscard = "event.discard";

    /// <summary>Readers are sent on from an address to an item, because somebody said so.</summary>
    public const string AddressKeep = "address.keep";

    /// <summary>Readers are no more sent on from a former address of an item.</summary>
    public const string AddressRelease = "address.release";

    /// <summary>A webhook receiver was added.</summary>
    public const string WebhookAdd = "webhook.add";

    /// <summary>A webhook receiver got another secret.</summary>
    public const string WebhookSecret = "webhook.secret";

    /// <summary>A webhook receiver was removed.</summary>
    public const string WebhookRemove = "webhook.remove";

    /// <summary>A webhook receiver is told again what it was told.</summary>
    public const string WebhookAgain = "webhook.again";

    /// <summary>A picture was uploaded.</summary>
    public const string MediaUpload = "media.upload";

    /// <summary>What is said about a picture was changed.</summary>
    public const string MediaChange = "media.change";

    /// <summary>A picture was deleted.</summary>
    public const string MediaDelete = "media.delete";

    /// <summary>A preview link was made.</summary>
    public const string PreviewCreate = "preview.create";

    /// <summary>A preview link was opened.</summary>
    public const string PreviewOpen = "preview.open";

    /// <summary>A preview link was revoked.</summary>
    public const string PreviewRevoke = "preview.revoke";

    /// <summary>Somebody signed in.</summary>
    public const string SignIn = "sign-in.succeed";

    /// <summary>A sign-in failed.</summary>
    public const string SignInFail = "sign-in.fail";

    /// <summary>An account was locked after failed sign-ins.</summary>
    public const string SignInLockOut = "sign-in.lock-out";

    /// <summary>Somebody signed out.</summary>
    public const string SignOut = "sign-in.sign-out";

    /// <summary>Sessions were ended: one's own, those of a user, or all.</summary>
    public const string SessionEnd = "sign-in.session.end";

    /// <summary>The password that was to sign a decision was wrong.</summary>
    public const string SignInSignatureFail = "sign-in.signature.fail";

    /// <summary>An API client obtained a token.</summary>
    public const string SignInToken = "sign-in.token";

    /// <summary>A user was created.</summary>
    public const string UserCreate = "user.create";

    /// <summary>A user's data were changed.</summary>
    public const string UserChange = "user.change";

    /// <summary>A password was set or changed.</summary>
    public const string UserPassword = "user.password";

    /// <summary>Somebody asked for a link with which a password can be set anew; <c>sent</c> says whether there was an account to send one to.</summary>
    public const string UserPasswordRequest = "user.password.request";

    /// <summary>A link for a password of their own was sent to a user.</summary>
    public const string UserInvite = "user.invite";

    /// <summary>Somebody vouched that an account is in the hands of its owner alone.</summary>
    public const string UserVouch = "user.vouch";

    /// <summary>A person was made anonymous; <c>namesUntilUtc</c> is there when the names stay for a time, and <c>names</c> is true when they went.</summary>
    public const string UserForget = "user.forget";

    /// <summary>An account that had done nothing was removed.</summary>
    public const string UserRemove = "user.remove";

    /// <summary>Somebody says from when to when he is away and who stands in, or that he is not.</summary>
    public const string UserAway = "user.away";

    /// <summary>Somebody added a passkey to the own account.</summary>
    public const string UserPasskeyAdd = "user.passkey.add";

    /// <summary>Somebody called a passkey otherwise.</summary>
    public const string UserPasskeyRename = "user.passkey.rename";

    /// <summary>A passkey was removed, or all of an account because it went back into its owner's hands.</summary>
    public const string UserPasskeyRemove = "user.passkey.remove";

    /// <summary>An account was linked with one at a sign-in provider.</summary>
    public const string UserLoginAdd = "user.login.add";

    /// <summary>A link with a sign-in provider was removed, or all of an account because it went back into its owner's hands.</summary>
    public const string UserLoginRemove = "user.login.remove";

    /// <summary>An API client was registered or changed.</summary>
    public const string ClientChange = "client.change";

    /// <summary>A role was written or replaced.</summary>
    public const string RoleChange = "role.change";

    /// <summary>A role was taken away.</summary>
    public const string RoleDelete = "role.delete";

    /// <summary>A role was given to a user.</summary>
    public const string RoleGrant = "role.grant";

    /// <summary>A role was taken from a user.</summary>
    public const string RoleRevoke = "role.revoke";

    /// <summary>A recipe was run; dry runs are not recorded.</summary>
    public const string RecipeRun = "recipe.run";

    /// <summary>Type definitions were changed.</summary>
    public const string DefinitionChange = "definition.change";

    /// <summary>Site settings were changed.</summary>
    public const string SettingsChange = "settings.change";

    /// <summary>A signing key was created.</summary>
    public const string KeyCreate = "key.create";

    /// <summary>A signing key was retired; it stays listed for verification.</summary>
    public const string KeyRetire = "key.retire";

    /// <summary>What a signing key signed from an instant on was declared to count for nothing.</summary>
    public const string KeyRevoke = "key.revoke";

    /// <summary>Certificates of live texts were signed anew, because their key was revoked or their disclaimer was changed editorially.</summary>
    public const string CertificateReissue = "certificate.reissue";

    /// <summary>A signed checkpoint of this log was made.</summary>
    public const string AuditCheckpoint = "audit.checkpoint";

    /// <summary>This log was exported.</summary>
    public const string AuditExport = "audit.export";

    /// <summary>A verification of this log found a break.</summary>
    public const string AuditVerifyFail = "audit.verify.fail";

    /// <summary>A verification of the site found that something is not as it was approved and recorded.</summary>
    public const string SiteVerifyFail = "site.verify.fail";

    /// <summary>Somebody asked for a verification of the whole site.</summary>
    public const string SiteVerifyRequest = "site.verify.request";

    /// <summary>A backup of the site was made.</summary>
    public const string BackupCreate = "backup.create";

    /// <summary>The site was restored from a backup: whatever was recorded after <c>lastEntry</c> is not in this log.</summary>
    public const string BackupRestore = "backup.restore";

    /// <summary>All delivery documents were written anew.</summary>
    public const string DeliveryRewrite = "delivery.rewrite";

    /// <summary>
    /// A request that none of the other names covers was turned away: for want of permission, of somebody signed in or of <c>If-Match</c>, or for being one of too many; or
    /// somebody was told that there is no such item although there is one.
    /// </summary>
    public const string AccessRefused = "access.refused";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, AuditAction> All { get; } = typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
        .Select(field => new AuditAction((string)field.GetRawConstantValue()!)).ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);

    /// <summary>The areas of all actions: the first words of their names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Areas { get; } = [.. All.Values.Select(action => action.Area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The action of an entry, also of a refused attempt; null: a version of the program that knows it wrote it.</summary>
    public static AuditAction? Of(AuditEntry entry) => Find(entry.Action);

    /// <summary>The action of that name, also of a refused attempt; null: this version of the program knows none.</summary>
    public static AuditAction? Find(string action) => All.GetValueOrDefault(IsRefused(action) && !All.ContainsKey(action) ? action[..^RefusedSuffix.Length] : action);

    /// <summary>Whether an entry is of a refused attempt.</summary>
    public static bool IsRefused(string action) => action.EndsWith(RefusedSuffix, StringComparison.Ordinal);

    /// <summary>What an area is called.</summary>
    public static Sentence LabelOf(string area) => Sentence.Of($"Area.{area}");

    /// <summary>The name under which a refused attempt is recorded: <c>content.publish</c> becomes <c>content.publish.refused</c>.</summary>
    public static string Refused(string action) => action + RefusedSuffix;

    /// <summary>Whether a text has the form of an action: two or more lower-case words (with hyphens) joined by dots, at most 64 characters.</summary>
    public static bool IsWellFormed(string action) => action.Length <= 64 && Form().IsMatch(action);

    [GeneratedRegex(@"\A[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
