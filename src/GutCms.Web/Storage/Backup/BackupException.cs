namespace GutCms.Web.Storage.Backup;

/// <summary>A backup cannot be made, read or restored; the message says why in one sentence and, where there is something, what to do.</summary>
/// <param name="message">The sentence.</param>
/// <param name="innerException">Cause, for whoever asks for details.</param>
internal sealed class BackupException(string message, Exception? innerException = null) : Exception(message, innerException);
