namespace BotQA.Knowledge.Verification;

/// <summary>A trained judge of whether a passage supports a statement.</summary>
internal interface ISupportModel
{
    /// <summary>The log odds that <paramref name="passage"/> supports <paramref name="statement"/>; null where the model can't be used.</summary>
    double? Judge(string statement, string passage);

    /// <summary>Loads the model, so that no question waits for it.</summary>
    void Load();
}
