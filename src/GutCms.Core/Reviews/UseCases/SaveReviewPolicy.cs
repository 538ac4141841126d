using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Files a review policy for a type as a new version. Reviews that are open keep the policy with which they were submitted.</summary>
public sealed class SaveReviewPolicy(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Policy">The policy, as in the recipe step <c>ReviewPolicy</c>. Its <c>Version</c> has to be another than that on file.</param>
    /// <param name="BasedOn">Version on file that the actor was looking at; null: none.</param>
    public sealed record Request(JsonObject Policy, string? BasedOn);

    /// <summary>Does it.</summary>
    /// <exception cref="MustBeConfirmedException">The policy asks for less than the one on file, and the actor may not do that alone.</exception>
    public Task<Outcome<ReviewPolicy>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<ReviewPolicy>(ports, actor, AuditActions.ReviewPolicyChange, contentItemId: null, async attempt =>
        {
            if (!Authorization.Allows(actor, Permissions.ManageReviewPolicies))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.WritePolicies"), Permissions.ManageReviewPolicies);
            }

            var roles = await attempt.Work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken);
            var types = (await attempt.Work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
            var faults = ReviewPolicyJson.Check(request.Policy, [.. roles.Keys], types);
            if (faults.Count > 0)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Policy")) { Faults = [.. faults] };
            }

            var policy = ReviewPolicyJson.Read(request.Policy);
            if (await EscalationPeople.FindFaultsAsync(policy, ports.Reviewers, attempt.Work, cancellationToken) is { Count: > 0 } strangers)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Policy")) { Faults = [.. strangers] };
            }

            var stored = await attempt.Work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, policy.ContentType, cancellationToken);
            var version = stored?["Version"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
            if (version != request.BasedOn)
            {
                return new Refusal(RefusalKind.Stale, Sentence.Of("Refused.StalePolicy", (object?)version ?? Sentence.Of("None")));
            }

            if (version == policy.Version)
            {
                var sentence = Sentence.Of("PolicyMustBeNew");
                return new Refusal(RefusalKind.Conflict, sentence) { UnmetRules = [new(Rules.PolicyMustBeNew, sentence)], Faults = [new("$.Version", sentence)] };
            }

            var before = ports.Keeper is { } looking ? await looking.LookAsync(attempt.Work, cancellationToken) : null;
            foreach (var live in stored is null ? await PolicyTexts.ListLiveAsync(attempt.Work, policy.ContentType, cancellationToken) : [])
            {
                attempt.Changed(live);
            }

            var hash = await PolicyTexts.SaveAsync(attempt.Work, policy.ContentType, ReviewPolicyJson.Write(policy), cancellationToken);
            await attempt.AuditAsync(AuditActions.ReviewPolicyChange, null, null, null, new JsonObject
            {
                ["contentType"] = policy.ContentType,
                ["version"] = policy.Version,
                ["before"] = version,
                ["policyHash"] = hash,
            }, cancellationToken);
            if (before is not null)
            {
                await ports.Keeper!.JudgeAsync(attempt.Work, before, actor, attempt.NowUtc, cancellationToken);
            }

            return policy;
        }, cancellationToken);
}
