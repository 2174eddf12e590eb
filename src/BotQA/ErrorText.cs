namespace BotQA;

/// <summary>An exception as one line.</summary>
internal static class ErrorText
{
    /// <summary>
    /// The message; for an exception of a library also the cause underneath, which often holds the reason. BotQA's own messages are
    /// complete as they are.
    /// </summary>
    public static string Of(Exception exception)
    {
        var text = exception.Message;
        for (var inner = exception.InnerException; inner is not null && !IsOurs(exception); inner = inner.InnerException)
        {
            text = text.Contains(inner.Message, StringComparison.Ordinal) ? text : $"{text} {inner.Message}";
        }

        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsOurs(Exception exception) => exception.GetType().Namespace?.StartsWith(nameof(BotQA), StringComparison.Ordinal) == true;
}
