using GutCms.Core.Reviews.Facts;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Features.Powers;

/// <summary>Says to administrators in whose hands an account is. Reads only.</summary>
internal sealed class AccountsInHand(Database database)
{
    /// <summary>For example <c>ada (made the account, set the password)</c>; null: its owner's alone, as far as is on record.</summary>
    public async Task<string?> DescribeAsync(string userId, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await PowersInForce.OfAsync(context, userId, cancellationToken) is { Count: > 0 } holders ? Independence.Describe(holders).ToCurrent() : null;
    }
}
