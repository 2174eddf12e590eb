using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>Says about a message what Teams shows natively. All that is said goes into one entity.</summary>
public static class TeamsMessageExtensions
{
    /// <summary>The most citations of a message: Teams takes 20, the Agents Playground 10.</summary>
    public const int MaxCitations = 10;

    private const int MaxNameLength = 80;
    private const int MaxAbstractLength = 160;
    private const int MaxKeywords = 3;
    private const int MaxKeywordLength = 28;
    private const string GeneratedContent = "AIGeneratedContent";

    /// <summary>Labels the message as generated.</summary>
    /// <returns>The same activity.</returns>
    public static Activity AddAIGeneratedLabel(this Activity activity) => activity.ChangeEntity(entity =>
    {
        entity.AdditionalType ??= [];
        if (!entity.AdditionalType.Contains(GeneratedContent))
        {
            entity.AdditionalType.Add(GeneratedContent);
        }
    });

    /// <summary>Cites sources, up to <see cref="MaxCitations"/> in all; those beyond are left out, and texts that are too long are shortened.</summary>
    /// <returns>The same activity.</returns>
    /// <exception cref="ArgumentException">A citation's position is below 1, or two have the same.</exception>
    public static Activity AddCitations(this Activity activity, params IEnumerable<MessageCitation> citations)
    {
        ArgumentNullException.ThrowIfNull(citations);
        var claims = citations.Select(ToClaim).ToList();
        if (claims.Count == 0)
        {
            return activity;
        }

        return activity.ChangeEntity(entity =>
        {
            entity.Citation = [.. (entity.Citation ?? []).Concat(claims).Take(MaxCitations)];
            if (entity.Citation.DistinctBy(claim => claim.Position).Count() < entity.Citation.Count)
            {
                throw new ArgumentException("Two citations have the same position.", nameof(citations));
            }
        });
    }

    /// <summary>Shows buttons for feedback below the message; what users say arrives at <c>OnMessageFeedbackAsync</c>.</summary>
    /// <returns>The same activity.</returns>
    public static Activity AddFeedbackLoop(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        activity.SetChannelData("feedbackLoop", new System.Text.Json.Nodes.JsonObject { ["type"] = "default" });
        return activity;
    }

    private static Activity ChangeEntity(this Activity activity, Action<MessageEntity> change)
    {
        ArgumentNullException.ThrowIfNull(activity);
        activity.Entities ??= [];
        var existing = activity.Entities.FirstOrDefault(entity => entity.Type == EntityTypes.Message);
        var message = existing?.As(TeamsJsonContext.Relaxed.MessageEntity) ?? new MessageEntity();
        change(message);

        var changed = Entity.From(message, TeamsJsonContext.Relaxed.MessageEntity);
        if (existing is null)
        {
            activity.Entities.Add(changed);
        }
        else
        {
            activity.Entities[activity.Entities.IndexOf(existing)] = changed;
        }

        return activity;
    }

    private static MessageEntity.Claim ToClaim(MessageCitation citation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(citation.Position, 1);
        return new MessageEntity.Claim(
            citation.Position,
            new MessageEntity.Appearance(
                Shortened.To(MaxNameLength, citation.Name),
                Shortened.To(MaxAbstractLength, string.IsNullOrWhiteSpace(citation.Abstract) ? citation.Name : citation.Abstract))
            {
                Url = Uri.TryCreate(citation.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? citation.Url : null,
                Keywords = citation.Keywords.Count == 0 ? null : [.. citation.Keywords.Take(MaxKeywords).Select(keyword => Shortened.To(MaxKeywordLength, keyword))],
                Image = citation.Icon is null ? null : new MessageEntity.Picture(citation.Icon),
            });
    }
}
