metadata name = 'Api'
metadata description = 'The app that serves people: the private API, heartbeats and the public pages. It has nothing to do with rounds and with the queues of probes.'

import { identity, privateAccess, roles, setup } from 'shared.bicep'

@description('Required. What all function apps have in common.')
param common setup

@description('Required. Where it is.')
param location string

@description('Required. Who it is.')
param runsAs identity

@description('Required. Name of the app.')
param name string

@description('Required. Origin that people reach it by, without a slash at its end.')
param publicUrl string

@description('Required. Where links in mails lead; empty: mails give a code and say how to use it.')
param appUrl string

@description('Required. Proxies before the app that add to X-Forwarded-For: the platform\'s own is 1.')
param trustedProxies int

@description('Required. Whether anybody may make an account.')
param registration string

@description('Required. The regions that monitors can choose from.')
param regions string[]

@description('Required. Addresses that answer as long as the network does.')
param canaries string[]

@description('Required. Settings of the sealing keys.')
param sealingSettings object

@description('Required. Address of the documents.')
param cosmosEndpoint string

@description('Required. Address of the home queues.')
param homeQueueUri string

@description('Required. Address of the home tables.')
param homeTableUri string

@description('Required. Instances that are always there for requests.')
param alwaysReady int

@description('Required. Origins whose pages may call the app.')
param corsOrigins string[]

@description('Required. Settings of one\'s own, over those of this file.')
param settings object

@description('Optional. Subnet that the app goes out by; empty: the platform\'s own way.')
param subnetId string = ''

@description('Required. Where the private side of its storage is, if it has no public one.')
param access privateAccess

module host 'storage.bicep' = {
  name: 'api-host-storage'
  params: {
    name: 'stapi${common.token}'
    location: location
    tags: common.tags
    sku: common.storageSku
    containers: ['packages']
    accountGrants: [{ on: '', principalId: runsAs.principalId, role: roles.blobDataOwner }]
    access: access
  }
}

module app 'function-app.bicep' = {
  name: 'api-app'
  params: {
    name: name
    location: location
    tags: common.tags
    runsAs: runsAs
    host: {
      blobUri: host.outputs.blobUri
      queueUri: host.outputs.queueUri
      tableUri: host.outputs.tableUri
    }
    insightsConnectionString: common.insightsConnectionString
    instanceMemoryMB: common.instanceMemoryMB
    maximumInstances: common.maximumInstances
    alwaysReady: [{ name: 'http', instanceCount: alwaysReady }]
    subnetId: subnetId
    corsOrigins: corsOrigins
    settings: union(
      {
        HomeStorage__queueServiceUri: homeQueueUri
        HomeStorage__tableServiceUri: homeTableUri
        HomeStorage__clientId: runsAs.clientId
        HomeStorage__credential: 'managedidentity'
        Cosmos__Endpoint: cosmosEndpoint
        Api__PublicUrl: publicUrl
        Api__TrustedProxies: string(trustedProxies)
        Accounts__AppUrl: appUrl
        Accounts__Registration: registration
        ProbeRegion: regions[0]
        Watching__OpenMetrics: 'false'
      },
      toObject(range(0, length(regions)), i => 'Regions__Names__${i}', i => regions[i]),
      toObject(range(0, length(canaries)), i => 'Probe__Canaries__${i}', i => canaries[i]),
      sealingSettings,
      settings
    )
  }
}

@description('Name of the app.')
output name string = app.outputs.name

@description('Id of the app.')
output id string = app.outputs.id

@description('Its own address.')
output url string = app.outputs.url
