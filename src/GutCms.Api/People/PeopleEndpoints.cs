using GutCms.Api.Http;
using GutCms.Api.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GutCms.Api.People;

/// <summary>An account, and what would become of it if its owner left.</summary>
/// <param name="Id">Id, as the log names it.</param>
/// <param name="UserName">Name to sign in with; of somebody anonymous what stands in its place.</param>
/// <param name="IsEnabled">May sign in.</param>
/// <param name="IsAnonymous">The person was made anonymous: nothing of the account can be changed any more.</param>
/// <param name="HasActed">The record names the account as one that did something: it can be made anonymous, and not be removed.</param>
/// <param name="NamesUntilUtc">Until when its names stay though the person is made anonymous, because decisions were signed with it, UTC; null: they go, or went, at once.</param>
public sealed record PersonResponse(string Id, string UserName, bool IsEnabled, bool IsAnonymous, bool HasActed, DateTime? NamesUntilUtc)
{
    internal static PersonResponse Of(PersonAccount account) => new(account.Id, account.UserName, account.IsEnabled, account.IsAnonymous, account.HasActed, account.NamesUntilUtc);
}

/// <summary>Nothing was done yet.</summary>
/// <param name="ProposalId">The wish waits under this id for a second administrator.</param>
/// <param name="Message">The same in words.</param>
public sealed record WaitingResponse(string ProposalId, string Message);

/// <summary>People who leave for good.</summary>
internal static class PeopleEndpoints
{
    private const string UserName = "userName";

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder endpoints)
    {
        var people = endpoints.MapGroup("/api/people").WithTags("People").AddEndpointFilter(Caller.RequireAsync).ProducesProblem(StatusCodes.Status401Unauthorized);
        people.MapGet("", FindAsync)
            .Describe("findPerson", "Find an account by its user name", "For whoever may manage users. What is done to an account is asked for by its `id`.")
            .Produces<PersonResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .Query(UserName, "Name to sign in with, whole; upper and lower case are the same. Needed.");
        people.MapGet("/{id}", GetAsync)
            .Describe("getPerson", "Get an account", "Says what would become of it if its owner left.")
            .Produces<PersonResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        people.MapPost("/{id}/forget", ForgetAsync)
            .Describe(
                "forgetPerson",
                "Make a person anonymous, for good",
                "Takes the right to manage users and every role that the person holds; nobody does it to themselves. Somebody who is anonymous stays so: asking again is answered in the same way and changes nothing. Where the review gets weaker by it "
                    + "(the last but one administrator, a voice that a policy counts), nothing is done: 202, and it waits for a second administrator.")
            .Produces<PersonResponse>().Produces<WaitingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        people.MapDelete("/{id}", RemoveAsync)
            .Describe(
                "removePerson", "Remove an account with which nothing was done, for good", "Takes the same rights as making somebody anonymous. 409 when anything was done with it: the record names it. 202 as there.")
            .Produces(StatusCodes.Status204NoContent).Produces<WaitingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return endpoints;
    }

    private static async Task<IResult> FindAsync(HttpContext context, IPeople people, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, UserName);
        var name = query.Text(UserName);
        return query.FindProblem() ?? (name is null
            ? Problems.InvalidParameters(context, new Dictionary<string, string> { [UserName] = ApiText.Say("UserNameNeeded") })
            : (await people.FindAsync(Caller.Of(context), name, cancellationToken)).ToResult(context, Answer));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IPeople people, CancellationToken cancellationToken) =>
        (await people.GetAsync(Caller.Of(context), id, cancellationToken)).ToResult(context, Answer);

    private static async Task<IResult> ForgetAsync(string id, HttpContext context, IPeople people, CancellationToken cancellationToken) =>
        (await people.ForgetAsync(Caller.Of(context), id, cancellationToken)).ToResult(context, Answer);

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, IPeople people, CancellationToken cancellationToken) =>
        (await people.RemoveAsync(Caller.Of(context), id, cancellationToken)).ToResult(context, Answer);

    private static IResult Answer(PersonAccount account) => TypedResults.Ok(PersonResponse.Of(account));

    private static IResult Answer(Leaving leaving) => leaving switch
    {
        { ProposalId: { } proposal } => TypedResults.Accepted((string?)null, new WaitingResponse(proposal, ApiText.Say("WaitsForSecond"))),
        { Account: { } account } => Answer(account),
        _ => TypedResults.NoContent(),
    };
}
