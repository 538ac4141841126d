namespace GutCms.Core.Audit;

/// <summary>Where refused attempts come from: an account, or an address of people who are not signed in.</summary>
/// <param name="Key">User id, or the network of the address.</param>
/// <param name="IsStranger">Nobody is signed in: there may be any number of sources.</param>
public readonly record struct RefusalSource(string Key, bool IsStranger);
