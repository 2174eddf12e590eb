namespace BotQA.Knowledge.Reading;

/// <summary>The neural network behind the reader.</summary>
internal interface IReaderNetwork : IDisposable
{
    /// <summary>
    /// Runs the network on several windows, padded to the longest of them. The result holds, window after window, for each of the longest
    /// window's tokens the logit of an answer starting there and the logit of one ending there.
    /// </summary>
    float[] Run(IReadOnlyList<ReaderWindow> windows);
}
