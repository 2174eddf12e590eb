using System.Text.RegularExpressions;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;

namespace BotQA.Bot;

/// <summary>What a user wants with a message.</summary>
/// <param name="Kind">The kind of request.</param>
/// <param name="Text">The words, without those that address the bot.</param>
internal sealed partial record UserRequest(UserRequestKind Kind, string Text)
{
    /// <summary>Reads a message.</summary>
    public static UserRequest Of(Activity message)
    {
        var text = message.GetTextWithoutRecipientMention();
        return new UserRequest(KindOf(text), text);
    }

    /// <summary>What is wanted with some words.</summary>
    public static UserRequestKind KindOf(string text) =>
        text.Length == 0 ? UserRequestKind.Empty
        : Help().IsMatch(text) ? UserRequestKind.Help
        : Documents().IsMatch(text) ? UserRequestKind.Documents
        : UserRequestKind.Question;

    [GeneratedRegex(@"^\W*(help( me)?|what can (you|i) (do|ask)( you)?( here)?|how (do|can) i use (you|this( bot)?)|who are you|what are you)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Help();

    [GeneratedRegex(
        @"^\W*((what|which) (documents|docs|files|sources) (do you (have|know|use)|are there|are available|can i ask about)|(list|show)( me)?( all| the| your)* (documents|docs|files|sources)|documents|what do you know)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Documents();
}
