namespace GutCms.Core.Reviews.Model;

/// <summary>Names of the rules that guard transitions and writes; a refusal names every one that is not met.</summary>
public static class Rules
{
    /// <summary>The state has no such transition.</summary>
    public const string MustBePermittedInState = nameof(MustBePermittedInState);

    /// <summary>The actor holds the permission.</summary>
    public const string MustHavePermission = nameof(MustHavePermission);

    /// <summary>The type has a review policy.</summary>
    public const string TypeMustHavePolicy = nameof(TypeMustHavePolicy);

    /// <summary>The type has no review policy; otherwise it has to be approved first.</summary>
    public const string TypeMustHaveNoPolicy = nameof(TypeMustHaveNoPolicy);

    /// <summary>The text has everything that its type asks for. A draft may lack some of it.</summary>
    public const string ContentMustBeComplete = nameof(ContentMustBeComplete);

    /// <summary>A save that was asked to end no review, approval or schedule would end one.</summary>
    public const string DecisionsMustStand = nameof(DecisionsMustStand);

    /// <summary>The policy on file can be read.</summary>
    public const string PolicyMustBeReadable = nameof(PolicyMustBeReadable);

    /// <summary>Every stage can be satisfied by somebody.</summary>
    public const string StageMustBeSatisfiable = nameof(StageMustBeSatisfiable);

    /// <summary>The actor is a person, not a program.</summary>
    public const string MustBeAPerson = nameof(MustBeAPerson);

    /// <summary>The actor decides in a session of its own: no token decides, whatever its scope.</summary>
    public const string MustHaveOwnSession = nameof(MustHaveOwnSession);

    /// <summary>The account has a password, and nobody but the actor knows it, as far as is on record.</summary>
    public const string MustHaveOwnPassword = nameof(MustHaveOwnPassword);

    /// <summary>The actor holds a role of the stage.</summary>
    public const string MustBeEligibleReviewer = nameof(MustBeEligibleReviewer);

    /// <summary>The actor is among those to whom the stage is assigned.</summary>
    public const string MustBeAssignedReviewer = nameof(MustBeAssignedReviewer);

    /// <summary>Four eyes: the actor wrote nothing of the text since its last approval.</summary>
    public const string MustNotBeAuthor = nameof(MustNotBeAuthor);

    /// <summary>Four eyes are people: the account that decides is in the hands of no author of the text.</summary>
    public const string MustBeIndependentOfAuthors = nameof(MustBeIndependentOfAuthors);

    /// <summary>The actor has not decided in this stage yet.</summary>
    public const string MustNotHaveDecided = nameof(MustNotHaveDecided);

    /// <summary>The actor signs.</summary>
    public const string MustSign = nameof(MustSign);

    /// <summary>A reason is given.</summary>
    public const string MustSayWhy = nameof(MustSayWhy);

    /// <summary>Every comment thread is resolved.</summary>
    public const string CommentsMustBeResolved = nameof(CommentsMustBeResolved);

    /// <summary>A translation says what is live of its source.</summary>
    public const string TranslationMustBeCurrent = nameof(TranslationMustBeCurrent);

    /// <summary>Every stage is satisfied for exactly this text.</summary>
    public const string StagesMustBeSatisfied = nameof(StagesMustBeSatisfied);

    /// <summary>Whoever approved could do so still, or the policy keeps such approvals.</summary>
    public const string ReviewersMustStillBeEligible = nameof(ReviewersMustStillBeEligible);

    /// <summary>The approvals would be enough for the policy in force too, or it keeps approvals of before.</summary>
    public const string PolicyInForceMustBeSatisfied = nameof(PolicyInForceMustBeSatisfied);

    /// <summary>The actor has signed in no other stage of the review, or the policy allows it.</summary>
    public const string MustNotHaveSignedOtherStage = nameof(MustNotHaveSignedOtherStage);

    /// <summary>The approval is younger than the interval of its policy; otherwise the text would be due the moment it is live.</summary>
    public const string ApprovalMustNotBeOverdue = nameof(ApprovalMustNotBeOverdue);

    /// <summary>The text refers to a disclaimer that is published.</summary>
    public const string DisclaimerMustBePublished = nameof(DisclaimerMustBePublished);

    /// <summary>The text shows the disclaimer that is published now.</summary>
    public const string MustShowCurrentDisclaimer = nameof(MustShowCurrentDisclaimer);

    /// <summary>A changed disclaimer is submitted with a proposal: editorial or material. One that content shows is not scheduled.</summary>
    public const string ChangeMustBeClassified = nameof(ChangeMustBeClassified);

    /// <summary>Whoever signs or publishes a changed disclaimer was shown which content it concerns.</summary>
    public const string ImpactMustBeShown = nameof(ImpactMustBeShown);

    /// <summary>Whoever takes an item down says whether a publication that is scheduled stays.</summary>
    public const string ScheduleMustBeDecided = nameof(ScheduleMustBeDecided);

    /// <summary>No live content shows the disclaimer.</summary>
    public const string DisclaimerMustNotBeInUse = nameof(DisclaimerMustNotBeInUse);

    /// <summary>The site has a signing key.</summary>
    public const string CertificateMustBeIssuable = nameof(CertificateMustBeIssuable);

    /// <summary>The item has a live version.</summary>
    public const string MustBeLive = nameof(MustBeLive);

    /// <summary>The item has no live version.</summary>
    public const string MustNotBeLive = nameof(MustNotBeLive);

    /// <summary>The live text was approved here, so that there is something to confirm.</summary>
    public const string MustHaveBeenApproved = nameof(MustHaveBeenApproved);

    /// <summary>The live text is not being reviewed for publication.</summary>
    public const string MustNotBeInReview = nameof(MustNotBeInReview);

    /// <summary>The instant lies in the future.</summary>
    public const string MustBeInTheFuture = nameof(MustBeInTheFuture);

    /// <summary>A take-down of what is not live yet comes after its publication.</summary>
    public const string TakeDownMustFollowPublication = nameof(TakeDownMustFollowPublication);

    /// <summary>No other item has the path.</summary>
    public const string PathMustBeFree = nameof(PathMustBeFree);

    /// <summary>A preview link has neither expired nor been revoked.</summary>
    public const string LinkMustBeGood = nameof(LinkMustBeGood);

    /// <summary>A preview link was made for comments, and has room for one.</summary>
    public const string LinkMustTakeComments = nameof(LinkMustTakeComments);

    /// <summary>A thread that somebody else began is resolved by people who have not written the text.</summary>
    public const string ReviewersMustResolve = nameof(ReviewersMustResolve);

    /// <summary>The words that a suggestion is about stand in the text as they were.</summary>
    public const string SuggestedWordsMustStand = nameof(SuggestedWordsMustStand);

    /// <summary>A changed policy has a version of its own, and is well-formed.</summary>
    public const string PolicyMustBeNew = nameof(PolicyMustBeNew);

    /// <summary>The replacement is live, and not the item itself.</summary>
    public const string ReplacementMustBeLive = nameof(ReplacementMustBeLive);
}
