using System.Text.RegularExpressions;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>Finds out who is addressed in a message.</summary>
public static class MentionExtensions
{
    /// <summary>Who is addressed; mentions that can't be read are left out.</summary>
    public static IReadOnlyList<Mention> GetMentions(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return
        [
            .. (activity.Entities ?? [])
                .Where(entity => string.Equals(entity.Type, EntityTypes.Mention, StringComparison.OrdinalIgnoreCase))
                .Select(entity => entity.As(TeamsJsonContext.Relaxed.Mention))
                .OfType<Mention>(),
        ];
    }

    /// <summary>Whether the receiver of the message, which is the bot, is addressed by name.</summary>
    public static bool MentionsRecipient(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.GetMentions().Any(mention => IsRecipient(activity, mention));
    }

    /// <summary>
    /// The text without the words that address the receiver, wherever they stand and whether a space follows or not; other mentions stay. The
    /// activity itself is not changed.
    /// </summary>
    /// <returns>The text, trimmed; empty when there is none.</returns>
    public static string GetTextWithoutRecipientMention(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var text = activity.Text ?? "";
        foreach (var mention in activity.GetMentions().Where(mention => IsRecipient(activity, mention)))
        {
            var words = string.IsNullOrEmpty(mention.Text) ? $"<at>{mention.Mentioned?.Name}</at>" : mention.Text;
            text = Regex.Replace(text, Regex.Escape(words) + @"(&nbsp;|\s)?", "", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }

        return text.Trim();
    }

    private static bool IsRecipient(Activity activity, Mention mention) =>
        !string.IsNullOrEmpty(activity.Recipient?.Id) && mention.Mentioned?.Id == activity.Recipient.Id;
}
