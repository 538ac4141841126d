namespace GutCms.Web.Features.Errors;

/// <summary>Configuration or surroundings do not let the site run: a bad setting, a folder that cannot be written, a key that does not open.</summary>
/// <param name="message">One sentence: what is wrong and what to do.</param>
/// <param name="innerException">Cause, for whoever asks for details.</param>
internal sealed class SiteCannotRunException(string message, Exception? innerException = null) : Exception(message, innerException);
