using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>Activities as JSON.</summary>
public static class ActivityJson
{
    /// <summary>The deepest nesting that is read or written.</summary>
    public const int MaxDepth = 64;

    /// <summary>
    /// Writes an activity. Null fields are left out; text is not escaped for HTML, so the result doesn't belong into a page.
    /// </summary>
    public static string Serialize(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return JsonSerializer.Serialize(activity, ActivityJsonContext.Relaxed.Activity);
    }

    /// <summary>Writes an activity as UTF-8; see <see cref="Serialize"/>.</summary>
    public static byte[] SerializeToUtf8Bytes(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJsonContext.Relaxed.Activity);
    }

    /// <summary>Reads an activity that somebody else wrote, and trusts nothing in it.</summary>
    /// <param name="utf8Json">The JSON, UTF-8.</param>
    /// <param name="activity">The activity; its <see cref="Activity.Type"/> is not empty, and no list in it holds a null.</param>
    /// <param name="error">Why the JSON is refused: not JSON, not an object, too deep, without a type, a field of the wrong type, a field twice,
    /// or text that is not Unicode (a lone surrogate or malformed UTF-8), however deep it lies.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out Activity? activity, [NotNullWhen(false)] out string? error)
    {
        activity = null;
        try
        {
            if (!JsonText.IsWellFormed(utf8Json, MaxDepth))
            {
                error = "The body holds text that is not valid Unicode.";
                return false;
            }

            var parsed = JsonSerializer.Deserialize(utf8Json, ActivityJsonContext.Relaxed.Activity);
            error = parsed switch
            {
                null => "The body has to be a JSON object.",
                { Type: "" } => "The activity has no type.",
                _ when HoldsNull(parsed) => "A list of the activity holds null.",
                _ => null,
            };
            activity = error is null ? parsed : null;
            return activity is not null;
        }
        catch (JsonException exception)
        {
            error = exception.Path is { Length: > 0 } path and not "$" ? $"The body is not an activity: {path} is malformed." : "The body is not a JSON object that can be read.";
            return false;
        }
    }

    /// <summary>An independent copy, field by field.</summary>
    public static Activity Clone(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return JsonSerializer.Deserialize(SerializeToUtf8Bytes(activity), ActivityJsonContext.Relaxed.Activity)!;
    }

    private static bool HoldsNull(Activity activity) =>
        HoldsNull(activity.MembersAdded)
        || HoldsNull(activity.MembersRemoved)
        || HoldsNull(activity.ReactionsAdded)
        || HoldsNull(activity.ReactionsRemoved)
        || HoldsNull(activity.Attachments)
        || HoldsNull(activity.Entities)
        || HoldsNull(activity.ListenFor)
        || HoldsNull(activity.SuggestedActions?.Actions)
        || HoldsNull(activity.SuggestedActions?.To);

    private static bool HoldsNull<T>(IList<T>? list)
        where T : class
        => list is not null && list.Any(item => item is null);
}
