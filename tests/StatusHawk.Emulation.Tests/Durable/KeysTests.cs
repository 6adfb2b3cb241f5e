using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Tests.Durable;

public class KeysTests
{
    [Theory]
    [InlineData("incident-inc_42", "incident-inc_42")]
    [InlineData("confirm-a|b:c'd e", "confirm-a~007Cb~003Ac~0027d~0020e")]
    [InlineData("~hub", "~007Ehub")]
    [InlineData("é%é", "~00E9~0025~00E9")]
    public void The_partition_of_an_instance_holds_plain_letters_and_leads_back(string id, string partition)
    {
        Keys.Partition(id).ShouldBe(partition);
        Keys.InstanceId(partition).ShouldBe(id);
    }
}
