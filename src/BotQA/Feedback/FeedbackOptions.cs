using System.ComponentModel.DataAnnotations;

namespace BotQA.Feedback;

/// <summary>Where feedback is kept; bound from <c>Feedback</c>.</summary>
internal sealed class FeedbackOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Feedback";

    /// <summary>
    /// The SQLite file; its folder is created. Default <c>botqa/feedback.db</c> in the local application data of the user who runs the bot.
    /// </summary>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "botqa", "feedback.db");
}
