using System.Globalization;
using BotQA.Bot.Rendering;

namespace BotQA.Uploads;

/// <summary>What users are told about the files they send, in Markdown.</summary>
internal sealed class UploadReplies(UploadOptions options)
{
    public const string Disabled = "I don't take files here; I answer from the documents I was given. What would you like to know?";
    public const string NotPersonal = "I take files only in a chat between you and me, where nobody else sees what is in them.";

    /// <summary>Why another file is not taken.</summary>
    public string TooManyFiles => $"This conversation has {options.MaxFiles} files already, as many as it may. Start a new conversation for others.";

    /// <summary>Why a file is too long.</summary>
    public string TooLong => Invariant($"It is longer than the {options.MaxFileBytes / 1_048_576.0:0.###} MB I take. Send a smaller one, or a part of it.");

    /// <summary>Why a file has too much text.</summary>
    public string TooMuchText(int chunks, int room) => Invariant(
        $"It has {chunks:N0} passages of text, and this conversation has room for {room:N0} more of {options.MaxChunks:N0}. Send a part of it, or start a new conversation.");

    /// <summary>How long files are kept.</summary>
    public string Kept() => $"Ask me about it: I use it in this conversation only, and forget it when the conversation ends or after {Duration(options.Lifetime)} without a question.";

    /// <summary>What was read of a file.</summary>
    public static string Read(UploadedFile file, MarkdownFlavor flavor)
    {
        var extent = new List<string>();
        Add(file.Documents.SelectMany(document => document.Places).Select(place => place.Page).OfType<int>().DefaultIfEmpty().Max(), "page");
        Add(file.Documents.SelectMany(document => document.Places).Select(place => place.Slide).OfType<int>().DefaultIfEmpty().Max(), "slide");
        Add(file.Documents.Count - 1, "attachment");
        Add(file.Chunks.Count, "passage");
        return $"I've read **{MarkdownText.Escape(file.Name, flavor)}**: {string.Join(", ", extent)}.";

        void Add(int number, string unit)
        {
            if (number > 0)
            {
                extent.Add(Count(number, unit));
            }
        }
    }

    /// <summary>Why a file is not taken.</summary>
    public static string Refused(string name, string reason, MarkdownFlavor flavor) =>
        $"I can't use **{MarkdownText.Escape(name, flavor)}**. {MarkdownText.Escape(reason, flavor)}";

    private static string Duration(TimeSpan time) => time.TotalHours >= 1 ? Count((int)time.TotalHours, "hour") : Count((int)time.TotalMinutes, "minute");

    private static string Count(int number, string unit) => Invariant($"{number:N0} {unit}{(number == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
