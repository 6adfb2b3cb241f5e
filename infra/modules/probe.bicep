metadata name = 'Probe'
metadata description = 'One region: the account with its queues, and the app that checks from there. It takes from its own queues and adds to what was found; nothing else is open to it.'

import { identity, privateAccess, roles, setup } from 'shared.bicep'

@description('Required. What all function apps have in common.')
param common setup

@description('Required. The region, which is where everything of it is.')
@maxLength(20)
param region string

@description('Required. Who the app is.')
param runsAs identity

@description('Required. Who Pipeline is.')
param pipeline identity

@description('Required. Addresses that answer as long as the region\'s own network does.')
param canaries string[]

@description('Required. Settings of the sealing keys.')
param sealingSettings object

@description('Required. Address of the home queues.')
param homeQueueUri string

@description('Required. Instances that are always there for rounds.')
param roundsAlwaysReady int

@description('Required. Instances that are always there for second opinions.')
param opinionsAlwaysReady int

@description('Required. Settings of one\'s own, over those of this file.')
param settings object

@description('Optional. Subnet that the app goes out by; empty: the platform\'s own way.')
param subnetId string = ''

@description('Required. Where the private side of its storage is, if it has no public one.')
param access privateAccess

var queues = ['checks-${region}', 'opinions-${region}']

// A trigger gives a failed message back by updating it, which no smaller role than Contributor may:
// https://github.com/MicrosoftDocs/azure-docs/issues/120932
var ofProbe = flatten(map(queues, queue => [
  { on: queue, principalId: runsAs.principalId, role: roles.queueDataContributor }
  { on: '${queue}-poison', principalId: runsAs.principalId, role: roles.queueDataMessageSender }
]))

// The scheduler sends, the watchdog counts, the sweep takes what was given up.
var ofPipeline = flatten(map(queues, queue => [
  { on: queue, principalId: pipeline.principalId, role: roles.queueDataMessageSender }
  { on: queue, principalId: pipeline.principalId, role: roles.queueDataReader }
  { on: '${queue}-poison', principalId: pipeline.principalId, role: roles.queueDataReader }
  { on: '${queue}-poison', principalId: pipeline.principalId, role: roles.queueDataMessageProcessor }
]))

module storage 'storage.bicep' = {
  name: 'probe-storage-${region}'
  params: {
    name: 'stprobe${uniqueString(common.token, region)}'
    location: region
    tags: common.tags
    sku: common.storageSku
    queues: concat(queues, map(queues, queue => '${queue}-poison'))
    containers: ['packages']
    queueGrants: concat(ofProbe, ofPipeline)
    accountGrants: [{ on: '', principalId: runsAs.principalId, role: roles.blobDataOwner }]
    access: access
  }
}

module app 'function-app.bicep' = {
  name: 'probe-app-${region}'
  params: {
    name: 'func-probe-${region}-${common.token}'
    location: region
    tags: common.tags
    runsAs: runsAs
    host: {
      blobUri: storage.outputs.blobUri
      queueUri: storage.outputs.queueUri
      tableUri: storage.outputs.tableUri
    }
    insightsConnectionString: common.insightsConnectionString
    instanceMemoryMB: common.instanceMemoryMB
    maximumInstances: common.maximumInstances
    alwaysReady: [
      { name: 'function:RunRounds', instanceCount: roundsAlwaysReady }
      { name: 'function:GiveOpinions', instanceCount: opinionsAlwaysReady }
    ]
    subnetId: subnetId
    settings: union(
      {
        HomeStorage__queueServiceUri: homeQueueUri
        RegionStorage__queueServiceUri: storage.outputs.queueUri
        RegionStorage__clientId: runsAs.clientId
        RegionStorage__credential: 'managedidentity'
        ProbeRegion: region
        Watching__OpenMetrics: 'false'
      },
      toObject(range(0, length(canaries)), i => 'Probe__Canaries__${i}', i => canaries[i]),
      sealingSettings,
      settings
    )
  }
}

@description('Address of the region\'s queues.')
output queueUri string = storage.outputs.queueUri

@description('Name of the app.')
output name string = app.outputs.name

@description('Its own address.')
output url string = app.outputs.url
