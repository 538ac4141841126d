namespace GutCms.Core.Storage;

/// <summary>A value by which lists find a document.</summary>
/// <param name="Name">What it is the value of; empty: what all documents of the type have.</param>
/// <param name="Value">The value.</param>
public sealed record DeliveryValue(string Name, string Value);
