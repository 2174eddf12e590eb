namespace BotQA.ActivityProtocol.Schema;

/// <summary>The names of invokes that this library dispatches.</summary>
public static class InvokeNames
{
    /// <summary><c>Action.Execute</c> of an Adaptive Card.</summary>
    public const string AdaptiveCardAction = "adaptiveCard/action";

    /// <summary>Feedback on a message.</summary>
    public const string MessageSubmitAction = "message/submitAction";

    /// <summary>The form for feedback is asked for.</summary>
    public const string MessageFetchTask = "message/fetchTask";

    /// <summary>A suggested action was used.</summary>
    public const string SuggestedActionSubmit = "suggestedAction/submit";
}
